// Every slide of the list by its code, and how far it is read.
// Must not say by colour alone which are done.

import type { ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import { classes } from '../../../ui/classes.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { fieldsRead, missingIn, placeOf, positionOf, progressOf, type Sheet } from './reading.ts';

interface SlideOverviewProps {
  readonly codes: readonly string[];
  readonly sheet: Sheet;
  readonly onGo: (at: number) => void;
}

const signs = { unread: '', begun: '…', read: '✓' } as const;

export function SlideOverview({ codes, sheet, onGo }: SlideOverviewProps): ReactElement {
  const now = placeOf(codes, sheet.at)?.code;
  const { read } = missingIn(sheet, codes);
  return (
    <Panel
      title={say('slides.overview')}
      mark={<span className="slides-done">{say('slides.overview-done', { read, count: codes.length })}</span>}
    >
      <ol className="slides-overview">
        {codes.map((code, slide) => {
          const progress = progressOf(sheet, code);
          return (
            <li key={code}>
              <button
                ref={code === now ? bringToFrame : null}
                type="button"
                className={classes(
                  'slides-chip',
                  `slides-chip-${progress}`,
                  code === now && 'slides-chip-now',
                )}
                aria-current={code === now ? 'true' : undefined}
                aria-label={say(`slides.chip-${progress}`, { code, fields: fieldsRead(sheet, code) })}
                onClick={() => onGo(positionOf({ slide, field: 0, criterion: 0 }))}
              >
                {code}
                <span aria-hidden="true" className="slides-chip-sign">
                  {signs[progress]}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

/** Within the frame of the overview alone: the page must not move under the reader's eyes. */
function bringToFrame(chip: HTMLElement | null): void {
  const frame = chip?.closest('ol');
  if (!chip || !frame) return;
  const [around, its] = [frame.getBoundingClientRect(), chip.getBoundingClientRect()];
  if (its.top >= around.top && its.bottom <= around.bottom) return;
  frame.scrollTop += its.top - around.top - (frame.clientHeight - its.height) / 2;
}
