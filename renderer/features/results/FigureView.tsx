// A figure on the screen: the drawing of its files, and the words of what is pointed at or stepped to in it.
// Must not draw anything of the figure by itself, nor open the values behind a bar while the groups are coded.

import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { FigureTarget } from '../../../shared/report/figure-drawing.ts';
import { drawFigureWithTargets } from '../../../shared/report/figure.ts';
import type { FigureModel } from '../../../shared/statistics/figure-model.ts';
import { FigureDrawing } from './FigureDrawing.tsx';
import { nextCell, targetAt, walkOrder } from './figure-walk.ts';
import { figureWords, targetWords } from './figure-words.ts';
import { ProbabilityText } from './ProbabilityText.tsx';

interface FigureViewProps {
  readonly model: FigureModel;
  /** The values behind a bar or a point; undefined while the groups are coded. */
  readonly onOpen: ((target: FigureTarget) => void) | undefined;
}

/** A place in the order of one drawing. */
interface Pointing {
  readonly walk: readonly FigureTarget[];
  readonly at: number;
}

export function FigureView({ model, onOpen }: FigureViewProps): ReactElement {
  const { figure, targets } = useMemo(() => drawFigureWithTargets(model, 174), [model]);
  const walk = useMemo(() => walkOrder(targets), [targets]);
  const [pointed, setPointed] = useState<Pointing>();
  const sheet = useRef<HTMLDivElement>(null);
  const open = useRef(onOpen);
  useEffect(() => {
    open.current = onOpen;
  });
  useEffect(() => {
    const element = sheet.current;
    if (!element) return undefined;
    const under = ({ clientX, clientY }: MouseEvent): FigureTarget | undefined => {
      const { left, top, width } = element.getBoundingClientRect();
      const scale = figure.width / width;
      return targetAt(targets, (clientX - left) * scale, (clientY - top) * scale);
    };
    const move = (event: PointerEvent): void => {
      const target = under(event);
      setPointed(target && { walk, at: walk.indexOf(target) });
    };
    const leave = (): void => setPointed(undefined);
    const press = (event: MouseEvent): void => {
      const target = under(event);
      if (target) open.current?.(target);
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('click', press);
    return () => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('click', press);
    };
  }, [figure, targets, walk]);

  // Another drawing has other things at the same places.
  const at = pointed?.walk === walk ? pointed.at : undefined;
  const shown = at === undefined ? undefined : walk[at];
  const lines = shown ? targetWords(model, shown) : [];
  const step = (event: KeyboardEvent): void => {
    const from = at ?? 0;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      setPointed({ walk, at: nextCell(walk, from, event.key === 'ArrowDown' ? 1 : -1) });
    } else if (event.key === 'Enter' && shown) onOpen?.(shown);
    else if (event.key === 'Escape') setPointed(undefined);
  };
  return (
    <div className="figures-view">
      <div ref={sheet} className={onOpen && shown ? 'figures-paper figures-paper-open' : 'figures-paper'}>
        <FigureDrawing figure={figure} label={figureWords(model)} />
        {shown && <Pointed target={shown} width={figure.width} height={figure.height} lines={lines} />}
      </div>
      {walk.length > 0 && (
        <input
          type="range"
          className="figures-walk"
          aria-label={say('figures.walk')}
          aria-valuetext={lines.join('. ')}
          title={say('figures.walk-hint')}
          min={0}
          max={walk.length - 1}
          value={at ?? 0}
          onChange={({ target }) => setPointed({ walk, at: Number(target.value) })}
          onFocus={() => setPointed({ walk, at: at ?? 0 })}
          onBlur={() => setPointed(undefined)}
          onKeyDown={step}
        />
      )}
    </div>
  );
}

interface PointedProps {
  readonly target: FigureTarget;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

/** A frame around it and its words above; below it where there is no room above. */
function Pointed({ target: { box, kind }, width, height, lines }: PointedProps): ReactElement {
  const share = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(3)}%`;
  const middle = (box.left + box.right) / 2 / width;
  const side = middle > 2 / 3 ? 'left' : middle < 1 / 3 ? 'right' : 'middle';
  return (
    <div
      className={`figures-pointed figures-pointed-${kind}`}
      style={{
        left: share(box.left, width),
        top: share(box.top, height),
        width: share(box.right - box.left, width),
        height: share(box.bottom - box.top, height),
      }}
    >
      <div className={`figures-words figures-words-${side}`}>
        {lines.map((line, index) => (
          // What is pointed at is told anew as a whole: its lines have no identity but their order.
          <div key={index}>
            <ProbabilityText text={line} />
          </div>
        ))}
      </div>
    </div>
  );
}
