// The picture of a field with its marks: enlarged, moved, and marked by mouse or by keyboard.
// Must not change the picture, nor keep a mark anywhere but in the pixels of the original.

import { Maximize, Minus, Plus } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo, useRef, useState, type ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import {
  brought,
  fitted,
  markAt,
  panned,
  pixelAt,
  pointOf,
  pressed,
  stepped,
  without,
  zoomed,
  type Mark,
  type Point,
  type Size,
  type View,
} from './counting.ts';
import type { ShownPicture } from './picture.ts';

interface NucleiPictureProps {
  readonly label: string;
  readonly picture: ShownPicture;
  readonly marks: readonly Mark[];
  /** Without, the picture is only looked at. */
  readonly marking?: Marking | undefined;
}

export interface Marking {
  /** What a press without Shift sets. */
  readonly isPositive: boolean;
  readonly onMode: (isPositive: boolean) => void;
  readonly onMarks: (marks: readonly Mark[]) => void;
  readonly onUndo: () => void;
}

const zoomStep = 1.25;
/** A hand that clicks moves the mouse this far. */
const stillPixels = 4;
/** What an arrow key moves the cross by on the screen, and with Shift. */
const [shortStep, longStep] = [6, 40];
const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export function NucleiPicture({ label, picture, marks, marking }: NucleiPictureProps): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  /** Null while the whole picture is shown, whatever the size of the window. */
  const [moved, setMoved] = useState<View | null>(null);
  const [cross, setCross] = useState<Point>();
  const whole = fitted(picture, size);
  const view = moved ?? whole;

  const zoom = (factor: number, about: Point = { x: size.width / 2, y: size.height / 2 }): void => {
    const next = zoomed(view, about, factor, whole.scale);
    setMoved(next.scale <= whole.scale ? null : next);
  };
  const press = (pixel: Point, isOther: boolean): void => {
    if (marking) marking.onMarks(pressed(marks, pixel, view.scale, marking.isPositive !== isOther));
  };
  const moveCross = (by: Point, isLong: boolean): void => {
    const start = cross ?? { x: Math.floor(picture.width / 2), y: Math.floor(picture.height / 2) };
    const far = Math.max(1, Math.round((isLong ? longStep : shortStep) / view.scale));
    const next = cross ? stepped(picture, start, { x: by.x * far, y: by.y * far }) : start;
    setCross(next);
    if (moved) setMoved(brought(moved, size, next));
  };

  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const { key } = event;
    const arrow = arrows[key];
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'z') marking?.onUndo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (arrow) moveCross(arrow, event.shiftKey);
    else if (key === '+' || key === '=') zoom(zoomStep, cross && pointOf(view, cross));
    else if (key === '-') zoom(1 / zoomStep, cross && pointOf(view, cross));
    else if (key === '0') setMoved(null);
    else if (!marking) return;
    else if (key === ' ' && cross) press(cross, event.shiftKey);
    else if (key === ' ') moveCross({ x: 0, y: 0 }, false);
    else if (key === 'Delete' && cross) marking.onMarks(without(marks, markAt(marks, cross, view.scale)));
    else if (key.toLowerCase() === 'p' || key.toLowerCase() === 'n')
      marking.onMode(key.toLowerCase() === 'p');
    else return;
    event.preventDefault();
  });
  const onWheel = useEffectEvent((event: WheelEvent, at: Point): void => {
    event.preventDefault();
    zoom(event.deltaY < 0 ? zoomStep : 1 / zoomStep, at);
  });
  const onDrag = useEffectEvent((by: Point): void => setMoved(panned(view, by)));
  const onPress = useEffectEvent((at: Point, isOther: boolean): void => {
    const pixel = pixelAt(view, picture, at);
    if (pixel) press(pixel, isOther);
  });

  // Listened to here: a wheel must not scroll the page, and a frame is no control of its own.
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    let held: { readonly at: Point; readonly isPanning: boolean } | undefined;
    const at = (event: MouseEvent): Point => {
      const { left, top } = element.getBoundingClientRect();
      return { x: event.clientX - left - element.clientLeft, y: event.clientY - top - element.clientTop };
    };
    element.addEventListener('keydown', (event) => onKey(event), { signal });
    element.addEventListener('wheel', (event) => onWheel(event, at(event)), { signal, passive: false });
    element.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0) return;
        held = { at: at(event), isPanning: false };
        element.setPointerCapture(event.pointerId);
      },
      { signal },
    );
    element.addEventListener(
      'pointermove',
      (event) => {
        if (!held) return;
        const now = at(event);
        const by = { x: now.x - held.at.x, y: now.y - held.at.y };
        if (!held.isPanning && Math.hypot(by.x, by.y) < stillPixels) return;
        onDrag(by);
        held = { at: now, isPanning: true };
      },
      { signal },
    );
    element.addEventListener(
      'pointerup',
      (event) => {
        if (held && !held.isPanning) onPress(held.at, event.shiftKey);
        held = undefined;
      },
      { signal },
    );
    element.addEventListener('pointercancel', () => (held = undefined), { signal });
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => {
      ending.abort();
      observer.disconnect();
    };
  }, []);

  return (
    <div className="nuclei-picture" data-theme="light">
      <div
        ref={frame}
        className="nuclei-frame"
        role={marking ? 'application' : 'img'}
        aria-label={label}
        // oxlint asks for none here, and a picture that is marked by keys has to be reached by them.
        tabIndex={0}
      >
        {size.width > 0 && (
          <svg className="nuclei-svg" width={size.width} height={size.height} aria-hidden="true">
            <g transform={`translate(${view.left} ${view.top}) scale(${view.scale})`}>
              <image href={picture.url} width={picture.width} height={picture.height} />
              <Marks marks={marks} scale={view.scale} />
              {cross && marking && <Cross at={cross} scale={view.scale} />}
            </g>
          </svg>
        )}
      </div>
      <div className="nuclei-zoom">
        <IconButton icon={Plus} label={say('nuclei.zoom-in')} shortcut="+" onPress={() => zoom(zoomStep)} />
        <IconButton
          icon={Minus}
          label={say('nuclei.zoom-out')}
          shortcut="-"
          onPress={() => zoom(1 / zoomStep)}
        />
        <IconButton
          icon={Maximize}
          label={say('nuclei.zoom-fit')}
          shortcut="0"
          onPress={() => setMoved(null)}
        />
      </div>
    </div>
  );
}

/** Half the width of a mark on the screen. */
const armPixels = 6;

interface MarksProps {
  readonly marks: readonly Mark[];
  readonly scale: number;
}

/** Positive: a plus; negative: a ring; each with a light edge, to be seen on brown and on blue. */
function Marks({ marks, scale }: MarksProps): ReactElement {
  const [plus, ring] = useMemo(() => {
    const arm = armPixels / scale;
    const positive = marks.filter((one) => one.isPositive);
    const negative = marks.filter((one) => !one.isPositive);
    return [
      positive
        .map(({ x, y }) => `M${x + 0.5 - arm} ${y + 0.5}h${2 * arm}M${x + 0.5} ${y + 0.5 - arm}v${2 * arm}`)
        .join(''),
      negative
        .map(
          ({ x, y }) =>
            `M${x + 0.5 - arm} ${y + 0.5}a${arm} ${arm} 0 1 0 ${2 * arm} 0a${arm} ${arm} 0 1 0 ${-2 * arm} 0`,
        )
        .join(''),
    ];
  }, [marks, scale]);
  return (
    <>
      <path d={plus} className="nuclei-edge" />
      <path d={plus} className="nuclei-plus" />
      <path d={ring} className="nuclei-edge" />
      <path d={ring} className="nuclei-ring" />
    </>
  );
}

function Cross({ at: { x, y }, scale }: { readonly at: Point; readonly scale: number }): ReactElement {
  const [inner, outer] = [9 / scale, 26 / scale];
  const arms = [
    `M${x + 0.5 - outer} ${y + 0.5}H${x + 0.5 - inner}M${x + 0.5 + inner} ${y + 0.5}H${x + 0.5 + outer}`,
    `M${x + 0.5} ${y + 0.5 - outer}V${y + 0.5 - inner}M${x + 0.5} ${y + 0.5 + inner}V${y + 0.5 + outer}`,
  ].join('');
  return (
    <>
      <path d={arms} className="nuclei-edge" />
      <path d={arms} className="nuclei-cross" />
    </>
  );
}
