// Tests of the built-in protocols: sound definitions, the article's figures, nothing that tells a group.
// Must not repeat a definition whole: a figure is compared with study.md.

import { describe, expect, it } from 'vitest';
import { builtInProtocols } from './built-in.ts';
import { conditionedMedium } from './conditioned-medium.ts';
import {
  definitionProblems,
  findStep,
  protocolSchema,
  stepWithEffect,
  type ProtocolDefinition,
  type StepDefinition,
} from './protocol.ts';
import { sampling } from './sampling.ts';
import { surgery } from './surgery.ts';
import { known } from '../domain/testing/known.ts';

function figure(protocol: ProtocolDefinition, stepKey: string, key: string) {
  return findStep(protocol, stepKey)?.parameters.find((one) => one.key === key);
}

function timerOf(protocol: ProtocolDefinition, timerKey: string) {
  return protocol.steps.flatMap((step) => step.timers).find((one) => one.key === timerKey);
}

describe('the built-in protocols', () => {
  it('are four sound definitions in version 1', () => {
    expect(builtInProtocols.map((one) => [one.key, one.version, one.subjectType])).toEqual([
      ['asc-isolation', 1, 'animal'],
      ['conditioned-medium', 1, 'lot'],
      ['surgery', 1, 'animal'],
      ['sampling', 1, 'samples'],
    ]);
    for (const protocol of builtInProtocols) {
      expect(protocolSchema.parse(protocol)).toEqual(protocol);
      expect(definitionProblems(protocol)).toEqual([]);
    }
  });

  it('carry the figures of the article, each marked as the article’s', () => {
    expect(figure(conditionedMedium, 'cells', 'passage')).toMatchObject({ value: '4', source: 'paper' });
    expect(figure(conditionedMedium, 'cells', 'confluence')).toMatchObject({ value: '80', unit: '%' });
    expect(figure(conditionedMedium, 'clarify', 'force')).toMatchObject({ value: '3000', unit: 'g' });
    expect(figure(conditionedMedium, 'load', 'volume')).toMatchObject({ value: '12', unit: 'mL' });
    expect(figure(conditionedMedium, 'load', 'cut-off')).toMatchObject({ value: '3', unit: 'kDa' });
    expect(figure(conditionedMedium, 'concentrate', 'force')).toMatchObject({ value: '5000', unit: 'g' });
    expect(figure(conditionedMedium, 'concentrate', 'temperature')).toMatchObject({ value: '4', unit: '°C' });
    expect(figure(conditionedMedium, 'lot-check', 'il-6')?.value).toBe('255.12 ± 16.97');
    expect(figure(sampling, 'formalin', 'fixative')).toMatchObject({ value: '10', source: 'paper' });
  });

  it('run the clocks of the article: 48 h, 10 min, 1.5 h, 60 min with warnings at 50 and 55 min', () => {
    expect(timerOf(conditionedMedium, 'starvation')?.durationSeconds).toBe(172_800);
    expect(timerOf(conditionedMedium, 'clarification')?.durationSeconds).toBe(600);
    expect(timerOf(conditionedMedium, 'concentration')?.durationSeconds).toBe(5_400);
    expect(timerOf(surgery, 'ischaemia')).toMatchObject({
      durationSeconds: 3_600,
      preAlarmsSeconds: [3_000, 3_300],
      canPause: false,
      stopsOn: 'clamp-off',
    });
  });

  it('let the surgery be done in the order that was planned, with its immediate steps at the clamp only', () => {
    expect(surgery.steps.map((step) => step.key)).toEqual([
      'fast',
      'withhold-water',
      'weigh',
      'identity',
      'induction',
      'pre-op-samples',
      'access',
      'clamp-on',
      'clamp-off',
      'reperfusion',
      'resect-end',
      'dose',
      'close',
      'tolfedine',
      'recovery',
    ]);
    expect(surgery.steps.filter((step) => step.isImmediate).map((step) => step.effect)).toEqual([
      'clamp-on',
      'clamp-off',
    ]);
    expect(stepWithEffect(surgery, 'lot')).toBeUndefined();
  });

  it('tell no group where blinded people read them', () => {
    for (const protocol of [surgery, sampling]) {
      const text = JSON.stringify(protocol).replaceAll(protocol.source, '');
      expect(text).not.toMatch(/saline|dmem|secretome|stem cell|\basc\b/i);
    }
  });
});

describe('definitionProblems', () => {
  const clampOn = known(findStep(surgery, 'clamp-on'));
  const weigh = known(findStep(surgery, 'weigh'));
  const withSteps = (...steps: StepDefinition[]): ProtocolDefinition => ({ ...surgery, steps });
  const timer = known(clampOn.timers[0]);
  const weight = known(weigh.inputs[0]);
  it.each<[string, StepDefinition]>([
    ['step clamp-on: timer ischaemia stops on an unknown step', clampOn],
    [
      'step clamp-on: timer ischaemia has no duration',
      { ...clampOn, timers: [{ ...timer, durationSeconds: null, settingKey: null, stopsOn: null }] },
    ],
    [
      'step clamp-on: timer ischaemia warns after its end',
      { ...clampOn, timers: [{ ...timer, preAlarmsSeconds: [3_600], stopsOn: null }] },
    ],
    [
      'step clamp-on: parameter duration needs a value or a setting',
      { ...clampOn, timers: [], parameters: [{ ...known(clampOn.parameters[0]), settingKey: null }] },
    ],
    [
      'step weigh: input weight-kg has its limits the wrong way round',
      { ...weigh, inputs: [{ ...weight, min: '100', max: '20' }] },
    ],
    ['step weigh: input weight-kg needs a unit', { ...weigh, inputs: [{ ...weight, unit: null }] }],
    ['step weigh: input weight-kg stands twice', { ...weigh, inputs: [weight, weight] }],
    [
      'step weigh: input weight-kg is no number and has limits',
      { ...weigh, inputs: [{ ...weight, kind: 'note' }] },
    ],
    [
      'step weigh: input weight-kg needs choices exactly when it is one',
      { ...weigh, inputs: [{ ...weight, min: null, max: null, kind: 'choice' }] },
    ],
  ])('finds: %s', (problem, step) => {
    expect(definitionProblems(withSteps(step))).toEqual([problem]);
  });

  it('finds steps and timers that stand twice', () => {
    expect(definitionProblems(withSteps(weigh, weigh))).toEqual(['step weigh stands twice']);
    const off = known(findStep(surgery, 'clamp-off'));
    expect(definitionProblems(withSteps(clampOn, off, { ...clampOn, key: 'again' }))).toEqual([
      'timer ischaemia stands twice',
    ]);
  });
});
