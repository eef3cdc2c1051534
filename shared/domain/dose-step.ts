// The step of the surgery that stands for the injection: done in the same moment as the dose is recorded.
// Must not refuse the dose: where the step cannot be filled from here, it stays open and Today shows it.

import { say } from '../catalogue/catalogue.ts';
import type { Context, NewRecord } from '../kernel/decider.ts';
import { stepWithEffect } from '../protocols/protocol.ts';
import { definitionOf, latestRunOf } from './run.ts';
import { completeStep } from './step-commands.ts';
import { doneStep } from './step.ts';

/**
 * The records that complete the dose step of the animal's open surgery; empty when there is none or it is done.
 * What speaks against the step (such as an end of the resection that nobody recorded) becomes its deviation.
 */
export function doseStepRecords(context: Context, animalId: string, code: string): readonly NewRecord[] {
  const { read, reason } = context;
  const run = latestRunOf(read, animalId, 'surgery');
  if (run?.status !== 'open') return [];
  const step = stepWithEffect(definitionOf(read, run), 'dose');
  if (!step || doneStep(read, run.id, step.key)) return [];
  const values = step.inputs.some((input) => input.key === 'syringe-code') ? { 'syringe-code': code } : {};
  const deviationReason = reason ?? say('dose.why-step');
  const done = completeStep.decide({ runId: run.id, stepKey: step.key, values, deviationReason }, context);
  return done.ok ? done.records : [];
}
