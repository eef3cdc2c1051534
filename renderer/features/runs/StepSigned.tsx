// Who did a step and when, at its right; both times when it was entered late, older times struck through.
// Must not leave out the one who typed, or who witnessed.

import type { ReactElement } from 'react';
import { inZoneOf } from '../../notebook-time.ts';
import { usePeople } from '../../me.ts';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { DoneState } from './run-view.ts';

export function StepSigned({ state }: { readonly state: DoneState }): ReactElement {
  const { nameOf } = usePeople();
  const times = [...state.history.filter((one) => one.status === 'done').map((one) => one.stepAt), state.at];
  const older = times.slice(0, -1).filter((at, index) => at !== times[index + 1]);
  return (
    <div className="runs-signed">
      {older.map((at) => (
        <del key={at} className="ui-struck-old">
          <span className="ui-hidden">{say('runs.was')} </span>
          <TimeText at={at} withSeconds />
        </del>
      ))}
      <PersonTime
        name={nameOf(state.performedBy)}
        at={state.at}
        lateAt={state.isLate ? inZoneOf(state.recordedAt, state.at) : undefined}
        witness={state.witnessedBy === null ? undefined : nameOf(state.witnessedBy)}
        typedBy={state.by === state.performedBy ? undefined : nameOf(state.by)}
      />
    </div>
  );
}
