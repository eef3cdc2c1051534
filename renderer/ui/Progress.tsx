// How far a long task is, with the way to stop it.
// Must not promise a time.

import { useId, type ReactElement } from 'react';

import { Button } from './Button.tsx';
import { word } from './words.ts';
import './notice.css';

interface ProgressProps {
  /** What is being done: "Writing the PDF". */
  label: string;
  /** From 0 to 100; leave it out while nobody knows. */
  percent?: number | undefined;
  /** Beside the label: "page 12 of 80". */
  note?: string | undefined;
  onCancel?: (() => void) | undefined;
  isCancelling?: boolean | undefined;
}

export function Progress({
  label,
  percent,
  note,
  onCancel,
  isCancelling = false,
}: ProgressProps): ReactElement {
  const labelId = useId();
  const shown = percent === undefined ? undefined : Math.round(Math.min(100, Math.max(0, percent)));
  return (
    <div className="ui-progress">
      <div className="ui-progress-bar">
        <div className="ui-progress-words">
          <span id={labelId}>{label}</span>
          <span className="ui-soft">{note ?? (shown === undefined ? word('ui.working') : `${shown} %`)}</span>
        </div>
        <progress
          className="ui-progress-track"
          aria-labelledby={labelId}
          max={100}
          {...(shown === undefined ? {} : { value: shown })}
        />
      </div>
      {onCancel && (
        <Button onPress={onCancel} isPending={isCancelling}>
          {isCancelling ? word('ui.cancelling') : word('ui.cancel')}
        </Button>
      )}
    </div>
  );
}
