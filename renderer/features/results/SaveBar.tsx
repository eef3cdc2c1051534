// What was typed and is not saved: how much, why saved values change, and the one action that saves it.
// Must not lose a cell: what is refused stays typed.

import { useEffect, useRef, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { seenSeq } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import type { Saver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { announce } from '../../ui/toast.ts';
import { cellsToSave, readCell, type TypedCells } from './typed.ts';

interface SaveBarProps {
  readonly typed: TypedCells;
  /** Results that the grid shows now. */
  readonly shownIds: ReadonlySet<string>;
  readonly saver: Saver;
}

/** Someone else entered the value, or the time point is ahead: only then an empty cell is asked for a reason. */
const reasonCodes: readonly string[] = [
  'result.exists',
  'result.animal-ended',
  'result.time-point-ahead',
  'result.operation-not-ended',
  'reason.missing',
];

export function SaveBar({ typed, shownIds, saver }: SaveBarProps): ReactElement | null {
  const [reason, setReason] = useState('');
  const reasonField = useRef<HTMLInputElement>(null);
  const cells = [...typed.cells.values()];
  const count = cells.length;
  const corrections = cells.filter((cell) => cell.isCorrection).length;
  const errors = cells.filter((cell) => readCell(cell.text).problem !== undefined).length;
  const elsewhere = [...typed.cells.keys()].filter((id) => !shownIds.has(id)).length;
  const isReasonAsked = corrections > 0 || reasonCodes.includes(saver.refusal?.code ?? '');
  const isReady = count > 0 && errors === 0 && !saver.isSaving;

  const save = async (): Promise<void> => {
    if (!isReady) return;
    if (isReasonAsked && reason.trim() === '') {
      reasonField.current?.focus();
      return;
    }
    const meta = {
      seenSeq: Math.min(...cells.map((one) => one.seenSeq)),
      ...(isReasonAsked ? { reason: reason.trim() } : {}),
    };
    const outcome = await saver.save('result.enter', { cells: cellsToSave(typed.cells) }, meta);
    if (!outcome.ok) return;
    const { entered, corrected } = outcome.value.value;
    announce(say('results.saved', { entered, corrected }));
    setReason('');
    typed.drop();
  };

  /** The person has both states before them: from now on the typed ones are meant as against the newer. */
  const lookAgain = (): void => {
    const now = seenSeq();
    typed.change([...typed.cells].map(([id, cell]) => [id, { ...cell, seenSeq: now }]));
    saver.forget();
  };

  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      // A cell that is being typed gives its text when it loses the focus.
      if (
        document.activeElement?.closest('[role="gridcell"]') &&
        document.activeElement instanceof HTMLInputElement
      ) {
        document.activeElement.blur();
      }
      window.setTimeout(() => void latest.current(), 0);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  if (count === 0) return null;
  return (
    <section className="results-save" aria-label={say('results.unsaved', { count })}>
      <RefusalNotice refusal={saver.refusal} onLookAgain={lookAgain} />
      <div className="results-save-line">
        <div className="results-save-words">
          <strong>{say(count === 1 ? 'results.unsaved-one' : 'results.unsaved', { count })}</strong>
          {elsewhere > 0 && <span>{say('results.unsaved-elsewhere', { count: elsewhere })}</span>}
          {errors > 0 && (
            <span className="results-save-errors">
              {say(errors === 1 ? 'results.with-errors-one' : 'results.with-errors', { count: errors })}
            </span>
          )}
        </div>
        {isReasonAsked && (
          <div className="results-save-reason">
            <TextField
              label={say('results.correction-reason')}
              description={say('results.correction-reason-hint')}
              value={reason}
              onChange={setReason}
              isRequired
              onEnter={() => void save()}
              inputRef={reasonField}
            />
          </div>
        )}
        <div className="results-save-actions">
          <Button onPress={() => typed.drop()}>{say('results.drop')}</Button>
          <Button
            variant="primary"
            shortcut="Ctrl+S"
            isPending={saver.isSaving}
            isDisabled={errors > 0}
            onPress={() => void save()}
          >
            {saveWords(count, corrections)}
          </Button>
        </div>
      </div>
    </section>
  );
}

function saveWords(count: number, corrections: number): string {
  if (corrections === 0) return say(count === 1 ? 'results.save-one' : 'results.save', { count });
  if (corrections < count) return say('results.save-corrections', { count, corrections });
  return say(count === 1 ? 'results.save-corrections-one' : 'results.save-corrections-all', { count });
}
