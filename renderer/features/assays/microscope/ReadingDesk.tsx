// The desk beside the microscope: which slide and field, its three scores, and what a digit would mean.
// Must not show an animal, a time point or a group, nor another reader's scores.

import { useState, type ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { Keys } from '../../../ui/Keys.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Soft } from '../../../ui/Text.tsx';
import { announce } from '../../../ui/toast.ts';
import {
  criteria,
  fieldIndices,
  fieldOf,
  missingIn,
  placeOf,
  positionOf,
  scoreValues,
  struck,
  type Place,
  type Sheet,
  type Stroke,
} from './reading.ts';
import { useReadingKeys } from './reading-keys.ts';
import { SlideOverview } from './SlideOverview.tsx';

interface ReadingDeskProps {
  readonly codes: readonly string[];
  readonly sheet: Sheet;
  readonly onChange: (sheet: Sheet) => void;
}

export function ReadingDesk({ codes, sheet, onChange }: ReadingDeskProps): ReactElement {
  const [wrong, setWrong] = useState<string>();
  const place = placeOf(codes, sheet.at);
  const carryOut = (...strokes: readonly Stroke[]): void => {
    const after = strokes.reduce((now, stroke) => struck(now, codes, stroke), sheet);
    setWrong(undefined);
    announce(spokenOf(sheet, after, codes, strokes.at(-1)));
    onChange(after);
  };
  useReadingKeys({
    onStroke: (stroke) => carryOut(stroke),
    onWrongDigit: (digit) => {
      setWrong(digit);
      announce(say('slides.wrong-digit', { digit }));
    },
  });
  return (
    <div className="slides-desk">
      <section className="slides-stage" aria-label={say('slides.stage')}>
        {place ? (
          <AtSlide place={place} sheet={sheet} onStrokes={carryOut} />
        ) : (
          <AtEnd codes={codes} sheet={sheet} onStroke={carryOut} />
        )}
        {wrong !== undefined && (
          <Notice tone="due" isLive={false} message={say('slides.wrong-digit', { digit: wrong })} />
        )}
        <KeyHelp />
        <Soft>{say('slides.scale-source')}</Soft>
      </section>
      <SlideOverview codes={codes} sheet={sheet} onGo={(at) => carryOut({ kind: 'go', at })} />
    </div>
  );
}

interface AtSlideProps {
  readonly place: Place;
  readonly sheet: Sheet;
  readonly onStrokes: (...strokes: readonly Stroke[]) => void;
}

function AtSlide({ place, sheet, onStrokes }: AtSlideProps): ReactElement {
  const scores = fieldOf(sheet, place.code, place.field);
  return (
    <>
      <div className="slides-where">
        <p className="slides-code">
          <span className="slides-code-word">{say('slides.slide-word')}</span> {place.code}
        </p>
        <div className="slides-fields">
          {fieldIndices.map((field) => (
            <div key={field} className={classes('slides-field', field === place.field && 'slides-field-now')}>
              <span>{say('slides.field-of', { field: field + 1 })}</span>
              <span className="slides-field-scores">{scoresText(fieldOf(sheet, place.code, field))}</span>
            </div>
          ))}
        </div>
      </div>
      <div className="slides-criteria">
        {criteria.map((criterion, index) => {
          const value = scores[index] ?? null;
          const isNow = index === place.criterion;
          const position = positionOf({ ...place, criterion: index });
          return (
            <fieldset
              key={criterion}
              className={classes('slides-criterion', isNow && 'slides-criterion-now')}
              aria-current={isNow ? 'step' : undefined}
            >
              <legend className="slides-criterion-name">{say(`slides.criterion-${criterion}`)}</legend>
              <output className="slides-score" aria-live="off">
                {value ?? '–'}
              </output>
              <div className="slides-scale">
                {scoreValues.map((score) => (
                  <button
                    key={score}
                    type="button"
                    className={classes('slides-digit', score === value && 'slides-digit-on')}
                    aria-pressed={score === value}
                    aria-label={say('slides.score-button', {
                      criterion: say(`slides.criterion-${criterion}`),
                      score,
                    })}
                    onClick={() => onStrokes({ kind: 'go', at: position }, { kind: 'score', value: score })}
                  >
                    {score}
                  </button>
                ))}
              </div>
              <div className="slides-ends">
                <span>{say('slides.scale-none')}</span>
                <span>{say('slides.scale-most')}</span>
              </div>
            </fieldset>
          );
        })}
      </div>
    </>
  );
}

interface AtEndProps {
  readonly codes: readonly string[];
  readonly sheet: Sheet;
  readonly onStroke: (stroke: Stroke) => void;
}

function AtEnd({ codes, sheet, onStroke }: AtEndProps): ReactElement {
  const { missing, first } = missingIn(sheet, codes);
  if (first === undefined) return <p className="slides-end">{say('slides.end-all')}</p>;
  const place = placeOf(codes, first);
  const where = { code: place?.code ?? '', field: (place?.field ?? 0) + 1 };
  return (
    <Notice
      tone="due"
      message={say('slides.end-missing', { count: missing })}
      actions={
        <Button variant="primary" onPress={() => onStroke({ kind: 'go', at: first })}>
          {say('slides.go-missing', where)}
        </Button>
      }
    />
  );
}

const keys = [
  { of: '0+…+4', key: 'score' },
  { of: '⌫', key: 'back' },
  { of: 'Del', key: 'clear' },
  { of: '←+→', key: 'field' },
  { of: '↑+↓', key: 'slide' },
] as const;

function KeyHelp(): ReactElement {
  return (
    <ul className="slides-keys">
      {keys.map(({ of, key }) => (
        <li key={key}>
          <Keys of={of} />
          <span>{say(`slides.key-${key}`)}</span>
        </li>
      ))}
    </ul>
  );
}

function scoresText(scores: readonly (number | null)[]): string {
  return scores.map((one) => one ?? '–').join(' · ');
}

/** What a screen reader, or an assistant who listens, hears: what was entered, and where the next digit goes. */
function spokenOf(before: Sheet, after: Sheet, codes: readonly string[], stroke: Stroke | undefined): string {
  const next = placeOf(codes, after.at);
  const was = placeOf(codes, stroke?.kind === 'score' ? after.at - 1 : before.at);
  const where = next
    ? say('slides.said-place', {
        code: next.code,
        field: next.field + 1,
        criterion: say(`slides.criterion-${criteria[next.criterion] ?? 'necrosis'}`),
      })
    : say('slides.said-end');
  if (!was || !stroke) return where;
  const criterion = criteria[was.criterion] ?? 'necrosis';
  const name = say(`slides.criterion-${criterion}`);
  if (stroke.kind === 'clear') return say('slides.said-cleared', { criterion: name });
  if (stroke.kind !== 'score') return where;
  const isSameField = next && next.code === was.code && next.field === was.field;
  const nextName = next ? say(`slides.criterion-${criteria[next.criterion] ?? 'necrosis'}`) : '';
  const then = isSameField ? nextName : where;
  return say('slides.said-score', { criterion: name, score: stroke.value, next: then });
}
