// Steps as in the printed protocol: number, text, parameter boxes; at the right who and when, once done.
// Must not decide which step is next, nor let anything but the next one stand out.

import { Check, ChevronRight, CircleSlash, Hourglass } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import { NumberText } from './Measure.tsx';
import { word } from './words.ts';
import './checklist.css';
import './text.css';

export type StepState = 'next' | 'todo' | 'done' | 'skipped' | 'blocked';

export interface StepParameter {
  name: string;
  value: string;
  unit?: string | undefined;
  /** Where the value comes from: the article, or a setting of this laboratory. */
  source: 'paper' | 'lab' | 'study' | 'computed';
}

interface ChecklistRowProps {
  number: string;
  text: string;
  state: StepState;
  parameters?: readonly StepParameter[] | undefined;
  /** A line under the text: why it waits, why it was skipped, the deviation. */
  note?: ReactNode;
  /** What was entered: Measure, StruckValue; or, at the next step, the fields. */
  children?: ReactNode;
  /** The buttons of the next step. */
  actions?: ReactNode;
  /** At the right: a PersonTime once done or skipped. */
  signed?: ReactNode;
  /** A menu for correcting, skipping, late entry. */
  menu?: ReactNode;
  id?: string | undefined;
}

/** The list around ChecklistRow. */
export function Checklist({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <ol className="ui-checklist" aria-label={label}>
      {children}
    </ol>
  );
}

const stateIcon = { next: ChevronRight, done: Check, skipped: CircleSlash, blocked: Hourglass } as const;

export function ChecklistRow({
  number,
  text,
  state,
  parameters = [],
  note,
  children,
  actions,
  signed,
  menu,
  id,
}: ChecklistRowProps): ReactElement {
  return (
    <li
      className={classes('ui-step', `ui-step-${state}`)}
      aria-current={state === 'next' ? 'step' : undefined}
      {...(id === undefined ? {} : { id })}
    >
      <div className="ui-step-number">{number}</div>
      <div className="ui-step-state">
        {state !== 'todo' && <Icon of={stateIcon[state]} size="small" />}
        <span className="ui-hidden">{word(`ui.step-${state}`)}. </span>
      </div>
      <div className="ui-step-body">
        <p className="ui-step-text">{text}</p>
        {parameters.length > 0 && (
          <ul className="ui-step-parameters">
            {parameters.map((parameter) => (
              <Parameter key={parameter.name} {...parameter} />
            ))}
          </ul>
        )}
        {note !== undefined && <div className="ui-step-note">{note}</div>}
        {children !== undefined && <div className="ui-step-inputs">{children}</div>}
        {actions !== undefined && <div className="ui-step-actions">{actions}</div>}
      </div>
      <div className="ui-step-signed">{signed}</div>
      <div className="ui-step-menu">{menu}</div>
    </li>
  );
}

function Parameter({ name, value, unit, source }: StepParameter): ReactElement {
  return (
    <li className="ui-parameter">
      <span className="ui-parameter-name">{name}</span>
      <span className="ui-parameter-value ui-measure">
        <NumberText value={value} />
        {unit !== undefined && <span className="ui-measure-unit">{unit}</span>}
      </span>
      <span
        className={classes('ui-parameter-source', `ui-parameter-${source}`)}
        title={word(`ui.source-${source}-long`)}
      >
        {word(`ui.source-${source}`)}
      </span>
    </li>
  );
}
