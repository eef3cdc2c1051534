// The lines under a step: hold point, open questions, why it was skipped or corrected, its timers and deviations.
// Must not repeat what the entries say.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { durationText } from '../../../shared/kernel/time.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { ShownRun, ShownStep } from './run-view.ts';

interface StepNotesProps {
  readonly run: ShownRun;
  readonly step: ShownStep;
}

export function hasNotes({ run, step }: StepNotesProps): boolean {
  const { definition, state } = step;
  return (
    definition.isHoldPoint ||
    (definition.isFree && !state) ||
    openQuestions(step).length > 0 ||
    (state?.reason ?? null) !== null ||
    step.takenBackBecause !== null ||
    timersOf({ run, step }).length > 0 ||
    deviationsOf({ run, step }).length > 0
  );
}

const openQuestions = (step: ShownStep) => step.parameters.filter((one) => one.value === null);
const deviationsOf = ({ run, step }: StepNotesProps) =>
  run.deviations.filter((one) => one.where === step.definition.key);
/** Finished ones; one whose start was a mistake has counted nothing. */
const timersOf = ({ run, step }: StepNotesProps) =>
  run.timers.filter(
    (one) => one.stepKey === step.definition.key && one.status === 'stopped' && one.elapsedMs !== 0,
  );

export function StepNotes({ run, step }: StepNotesProps): ReactElement {
  const { definition, state } = step;
  const me = useMe();
  const questions = openQuestions(step);
  return (
    <div className="runs-notes">
      {definition.isHoldPoint && <StatusPill tone="neutral">{say('runs.hold-point')}</StatusPill>}
      {definition.isFree && !state && <span>{say('runs.free')}</span>}
      {questions.length > 0 && !state && (
        <span className="runs-questions">
          <StatusPill tone="due">
            {say('runs.open-questions', { questions: questions.map((one) => one.label).join(', ') })}
          </StatusPill>
          {me.can('study.answerSetting') && (
            <Button variant="plain" onPress={() => go('settings')}>
              {say('runs.answer')}
            </Button>
          )}
        </span>
      )}
      {state?.status === 'skipped' && (
        <span>{say('runs.skipped-because', { reason: state.reason ?? say('runs.no-reason') })}</span>
      )}
      {step.takenBackBecause !== null && (
        <span>{say('runs.withdrawn-because', { reason: step.takenBackBecause })}</span>
      )}
      {state?.status === 'done' && state.reason !== null && <span>{state.reason}</span>}
      {timersOf({ run, step }).map((timer) => (
        <span key={timer.id}>
          {timer.elapsedMs === null
            ? say('timer.time-unknown', { label: timer.label })
            : say(timer.isUncertain ? 'runs.timer-took-uncertain' : 'runs.timer-took', {
                label: timer.label,
                time: durationText(timer.elapsedMs),
                duration: durationText(timer.durationMs),
              })}
        </span>
      ))}
      {deviationsOf({ run, step }).map((deviation) => (
        <span key={deviation.id} className="runs-deviated">
          <StatusPill tone="refused">{say('runs.deviation')}</StatusPill> {deviation.what}
          {deviation.reason !== null && deviation.reason !== deviation.what && ` ${deviation.reason}`}
        </span>
      ))}
    </div>
  );
}
