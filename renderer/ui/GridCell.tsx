// One cell of a grid: its value with the sign of its state, and the input while it is being changed.
// Must not show a state by colour alone: each has its icon or word.

import { CircleX, Pencil, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';

import { Icon } from './Icon.tsx';
import { word } from './words.ts';

export interface GridCell {
  value: string;
  /** Changed: typed, not yet saved. Missing: should be there. Outlier: true but far off. Error: no number. */
  state: 'empty' | 'saved' | 'changed' | 'missing' | 'outlier' | 'error';
  /** Shown under the grid while the cell is active: why it is an outlier, what is wrong. */
  note?: string | undefined;
  isReadOnly?: boolean | undefined;
}

const stateIcon = { changed: Pencil, outlier: TriangleAlert, error: CircleX } as const;

export function GridCellContent({ value, state }: GridCell): ReactElement {
  if (state === 'missing') return <>{value === '' ? word('ui.cell-missing') : value}</>;
  if (state === 'empty' || state === 'saved') return <>{value}</>;
  return (
    <>
      <Icon of={stateIcon[state]} size="small" />
      {value}
      <span className="ui-hidden"> {word(`ui.cell-${state}`)}</span>
    </>
  );
}

interface GridEditorProps {
  /** The first key typed, or the value as it was. */
  startText: string;
  label: string;
  /** Undefined text: given up, the old value stays. `left`: the focus is elsewhere already. */
  onDone: (text: string | undefined, how: 'down' | 'next' | 'previous' | 'stay' | 'left') => void;
}

export function GridEditor({ startText, label, onDone }: GridEditorProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    const element = input.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  const done: GridEditorProps['onDone'] = (text, how) => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(text, how);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const text = event.currentTarget.value;
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') done(text, 'down');
    else if (event.key === 'Tab') done(text, event.shiftKey ? 'previous' : 'next');
    else if (event.key === 'Escape') done(undefined, 'stay');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      ref={input}
      className="ui-grid-input"
      defaultValue={startText}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      onKeyDown={onKeyDown}
      onBlur={(event) => done(event.currentTarget.value, 'left')}
    />
  );
}
