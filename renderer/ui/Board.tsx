// What is to be done, in columns with counts; one stop for Tab, arrow keys inside.
// Must not sort or filter: the columns come ready.

import { Calendar, Clock, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';

import { Badge } from './Badge.tsx';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import './board.css';

export interface BoardItem {
  id: string;
  /** The animal. */
  title: string;
  /** What is to be done. */
  what: string;
  /** When: "until 14:00", "2 h late". */
  window: string;
  who?: string | undefined;
  /** A StatusPill: running, blocked. */
  mark?: ReactNode;
}

export interface BoardColumn {
  id: string;
  title: string;
  /** Refused for overdue, due for now. */
  tone?: 'neutral' | 'due' | 'refused' | 'accent' | undefined;
  items: readonly BoardItem[];
  /** What an empty column says. */
  empty: string;
}

interface BoardProps {
  label: string;
  columns: readonly BoardColumn[];
  onOpen: (itemId: string) => void;
}

const toneIcon: Readonly<Record<string, LucideIcon>> = {
  refused: TriangleAlert,
  due: Clock,
  accent: Clock,
  neutral: Calendar,
};

export function Board({ label, columns, onOpen }: BoardProps): ReactElement {
  const board = useRef<HTMLElement>(null);
  const [activeId, setActiveId] = useState<string>();
  const ids = columns.flatMap((column) => column.items.map((item) => item.id));
  const tabStop = activeId !== undefined && ids.includes(activeId) ? activeId : ids[0];

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = columns.findIndex((column) => column.items.some((item) => item.id === tabStop));
    const items = columns[at]?.items ?? [];
    const line = items.findIndex((item) => item.id === tabStop);
    const aside = (step: 1 | -1): BoardItem | undefined => {
      for (let next = at + step; next >= 0 && next < columns.length; next += step) {
        const there = columns[next]?.items ?? [];
        if (there.length > 0) return there[Math.min(line, there.length - 1)];
      }
      return undefined;
    };
    const to =
      event.key === 'ArrowDown'
        ? items[line + 1]
        : event.key === 'ArrowUp'
          ? items[line - 1]
          : event.key === 'ArrowRight'
            ? aside(1)
            : event.key === 'ArrowLeft'
              ? aside(-1)
              : undefined;
    if (!to) return;
    event.preventDefault();
    setActiveId(to.id);
    board.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(to.id)}"]`)?.focus();
  };

  return (
    <section ref={board} className="ui-board" aria-label={label}>
      {columns.map((column) => (
        <Column key={column.id} {...{ column, tabStop, onOpen, onActive: setActiveId, onKeyDown }} />
      ))}
    </section>
  );
}

interface ColumnProps {
  column: BoardColumn;
  tabStop: string | undefined;
  onOpen: (itemId: string) => void;
  onActive: (itemId: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Column({ column, tabStop, onOpen, onActive, onKeyDown }: ColumnProps): ReactElement {
  const titleId = useId();
  const tone = column.tone ?? 'neutral';
  return (
    <section className={classes('ui-board-column', `ui-board-${tone}`)} aria-labelledby={titleId}>
      <h2 id={titleId} className="ui-board-head">
        <Icon of={toneIcon[tone] ?? Calendar} size="small" />
        {column.title}
        <Badge count={column.items.length} label="" tone={column.items.length > 0 ? tone : 'neutral'} />
      </h2>
      {column.items.length === 0 ? (
        <p className="ui-board-empty">{column.empty}</p>
      ) : (
        <ul>
          {column.items.map((item) => (
            <li key={item.id}>
              <button
                type="button"
                className="ui-board-item"
                data-item={item.id}
                tabIndex={item.id === tabStop ? 0 : -1}
                onFocus={() => onActive(item.id)}
                onClick={() => onOpen(item.id)}
                onKeyDown={onKeyDown}
              >
                <span className="ui-board-line">
                  <span className="ui-board-title">{item.title}</span>
                  <span className="ui-board-window">{item.window}</span>
                </span>
                <span>{item.what}</span>
                {item.who !== undefined && <span className="ui-board-who">{item.who}</span>}
                {item.mark !== undefined && <span className="ui-board-mark">{item.mark}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
