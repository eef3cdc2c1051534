// What was entered at a step, corrections struck through above the value that stands, with reason and person.
// Must not hide an older value, nor one of a step that was taken back.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { StepInput } from '../../../shared/protocols/protocol.ts';
import { usePeople } from '../../me.ts';
import { Measure } from '../../ui/Measure.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StruckValue } from '../../ui/StruckValue.tsx';
import { useFileNames } from './file-names.ts';
import { readable, type DoneState, type ShownStep, type ValueNames } from './run-view.ts';

export function StepEntries({ step }: { readonly step: ShownStep }): ReactElement | null {
  const { state } = step;
  if (!state) return null;
  const entered = step.definition.inputs.filter((input) =>
    [state, ...state.history].some((one) => one.values[input.key] !== undefined),
  );
  if (entered.length === 0) return null;
  return (
    <dl className="runs-entries">
      {entered.map((input) => (
        <div key={input.key} className="runs-entry">
          <dt>{input.label}</dt>
          <dd>
            <Entry input={input} state={state} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The states of one value, oldest first, each with why it was replaced. */
function changesOf(key: string, state: DoneState) {
  const older = state.history.map((one, index) => ({
    ...one,
    value: one.values[key]?.value ?? null,
    next: (state.history[index + 1]?.values ?? state.values)[key]?.value ?? null,
  }));
  return older.filter((one) => one.value !== one.next);
}

interface ValuesProps {
  readonly input: StepInput;
  readonly value: string;
  readonly names: ValueNames;
}

/** One value with its unit; of a list each, in the order in which they were entered. */
function Values({ input, value, names }: ValuesProps): ReactElement {
  const unit = input.unit ?? undefined;
  if (!input.isList) return <Measure value={readable(input, value, names)} unit={unit} />;
  return (
    <span className="runs-values">
      {value.split(';').map((item, index) => (
        // Values of a list have no identity but their order, and the order never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <Measure key={index} value={readable(input, item.trim(), names)} unit={unit} />
      ))}
    </span>
  );
}

function Entry({ input, state }: { readonly input: StepInput; readonly state: DoneState }): ReactElement {
  const { nameOf } = usePeople();
  const fileNameOf = useFileNames(state.runId);
  const show = (value: string | null): ReactElement =>
    value === null ? (
      <>{say('runs.no-value')}</>
    ) : (
      <Values input={input} value={value} names={{ nameOf, fileNameOf }} />
    );
  const now = show(state.values[input.key]?.value ?? null);
  const changes = changesOf(input.key, state);
  const last = changes.at(-1);
  if (!last) return now;
  return (
    <StruckValue
      old={changes.map((one) => show(one.value))}
      reason={last.reason ?? say('runs.no-reason')}
      by={<PersonTime name={nameOf(last.by)} at={last.at} />}
    >
      {now}
    </StruckValue>
  );
}
