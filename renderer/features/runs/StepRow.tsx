// One step as a line of the printed protocol, and what can be done with it now.
// Must not let anything but the next step stand out.

import { Ban, CirclePlay, PencilLine, Undo2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe } from '../../me.ts';
import { ChecklistRow } from '../../ui/Checklist.tsx';
import { Menu, type MenuAction } from '../../ui/Menu.tsx';
import { ConfirmClampOff } from './ConfirmClampOff.tsx';
import { standing, type ShownRun, type ShownStep } from './run-view.ts';
import { StepCorrection } from './StepCorrection.tsx';
import { StepEntries } from './StepEntries.tsx';
import { StepForm } from './StepForm.tsx';
import { hasNotes, StepNotes } from './StepNotes.tsx';
import { StepSigned } from './StepSigned.tsx';
import { StepReason } from './StepReason.tsx';

interface StepRowProps {
  readonly run: ShownRun;
  readonly step: ShownStep;
  readonly number: number;
}

type Act = 'do' | 'skip' | 'correct' | 'withdraw';

export function StepRow({ run, step, number }: StepRowProps): ReactElement {
  const me = useMe();
  const [act, setAct] = useState<Act>();
  const { definition, state } = step;
  const stands = standing(run, step);
  const canDo = me.can('run.completeStep');
  const shownAct = act ?? (stands === 'next' && canDo ? 'do' : undefined);
  const actions = canDo ? actionsOf(run, step, setAct) : [];
  /** Its time was taken on the locked screen: only the person is missing, and doing it now would be another time. */
  const isMarked =
    run.timers.some((one) => one.stopsOn === definition.key && one.clampOffMarkedAt !== null) && !state;
  const close = (): void => setAct(undefined);
  return (
    <ChecklistRow
      id={`step-${definition.key}`}
      number={String(number)}
      text={say('runs.step-text', { title: definition.title, text: definition.text })}
      state={stands}
      parameters={step.parameters.map((one) => ({
        name: one.label,
        value: one.value ?? say('runs.unanswered'),
        unit: one.value === null ? undefined : (one.unit ?? undefined),
        source: one.source,
      }))}
      note={hasNotes({ run, step }) ? <StepNotes run={run} step={step} /> : undefined}
      signed={state && <StepSigned state={state} />}
      menu={
        actions.length > 0 && (
          <Menu label={say('runs.step-menu', { step: definition.title })} actions={actions} isCompact />
        )
      }
    >
      {(state || shownAct || isMarked) && (
        <div className="runs-step">
          <StepEntries step={step} />
          {isMarked && <ConfirmClampOff run={run} />}
          {shownAct === 'do' && !isMarked && (
            <StepForm run={run} step={step} onDone={close} onCancel={act === 'do' ? close : undefined} />
          )}
          {(shownAct === 'skip' || shownAct === 'withdraw') && (
            <StepReason run={run} step={step} isWithdrawal={shownAct === 'withdraw'} onClose={close} />
          )}
          {shownAct === 'correct' && <StepCorrection run={run} step={step} onClose={close} />}
        </div>
      )}
    </ChecklistRow>
  );
}

function actionsOf(run: ShownRun, step: ShownStep, open: (act: Act) => void): readonly MenuAction[] {
  const isNext = run.nextStepKey === step.definition.key;
  if (step.state?.status === 'done') {
    return [
      { id: 'correct', label: say('runs.correct'), icon: PencilLine, onAction: () => open('correct') },
      {
        id: 'withdraw',
        label: say('runs.withdraw'),
        note: say('runs.withdraw-note'),
        icon: Undo2,
        onAction: () => open('withdraw'),
      },
    ];
  }
  const done: MenuAction = {
    id: 'do',
    label: say(step.state ? 'runs.done-after-all' : 'runs.do-now'),
    note: isNext ? say('runs.do-now-late') : undefined,
    icon: CirclePlay,
    onAction: () => open('do'),
  };
  if (step.state || run.status !== 'open') return [done];
  return [done, { id: 'skip', label: say('runs.skip'), icon: Ban, onAction: () => open('skip') }];
}
