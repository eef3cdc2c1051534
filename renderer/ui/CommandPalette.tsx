// Everything that can be done or opened, found by a few letters; keyboard only.
// Must not listen for its own shortcut: the caller opens it.

import { Search, type LucideIcon } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';

import { fuzzyScore } from './fuzzy.ts';
import { Icon } from './Icon.tsx';
import { Keys } from './Keys.tsx';
import { word } from './words.ts';
import './overlay.css';
import './palette.css';

export interface PaletteCommand {
  id: string;
  label: string;
  /** Heading it stands under while nothing is typed. */
  section?: string | undefined;
  icon?: LucideIcon | undefined;
  shortcut?: string | undefined;
  /** At the right, lighter. */
  hint?: string | undefined;
  /** Also found by these. */
  keywords?: string | undefined;
  onRun: () => void;
}

interface CommandPaletteProps {
  isOpen: boolean;
  onClose: () => void;
  commands: readonly PaletteCommand[];
}

const mostShown = 50;

export function CommandPalette({ isOpen, onClose, commands }: CommandPaletteProps): ReactElement {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose();
      }}
      isDismissable
      className="ui-veil"
    >
      <Modal className="ui-dialog-box">
        <AriaDialog className="ui-palette" aria-label={word('ui.palette')}>
          <PaletteSearch commands={commands} onClose={onClose} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteSearch({ commands, onClose }: Omit<CommandPaletteProps, 'isOpen'>): ReactElement {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = fitting(commands, query);
  const at = Math.min(active, found.length - 1);
  const optionId = (command: PaletteCommand): string => `${listId}-${command.id}`;
  const current = found[at];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const run = (command: PaletteCommand): void => {
    onClose();
    command.onRun();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const count = Math.max(1, found.length);
    if (event.key === 'ArrowDown') setActive((at + 1) % count);
    else if (event.key === 'ArrowUp') setActive((at - 1 + count) % count);
    else if (event.key === 'Enter' && current) run(current);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="ui-palette-search">
        <Icon of={Search} />
        <input
          autoFocus
          className="ui-palette-input"
          role="combobox"
          aria-label={word('ui.palette-prompt')}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current && optionId(current)}
          placeholder={word('ui.palette-prompt')}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {/* The combobox pattern: the focus stays in the input, which hears the keys. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div ref={list} id={listId} className="ui-palette-list" role="listbox" aria-label={word('ui.palette')}>
        {found.map((command, index) => (
          <PaletteLine
            key={command.id}
            command={command}
            id={optionId(command)}
            isActive={index === at}
            section={
              query === '' && command.section !== found[index - 1]?.section ? command.section : undefined
            }
            onPoint={() => setActive(index)}
            onRun={() => run(command)}
          />
        ))}
      </div>
      {found.length === 0 && <p className="ui-palette-none">{word('ui.no-choice', { text: query })}</p>}
      <output className="ui-hidden">{word('ui.palette-hits', { count: found.length })}</output>
    </>
  );
}

interface PaletteLineProps {
  command: PaletteCommand;
  id: string;
  isActive: boolean;
  section: string | undefined;
  onPoint: () => void;
  onRun: () => void;
}

function PaletteLine({ command, id, isActive, section, onPoint, onRun }: PaletteLineProps): ReactElement {
  return (
    <>
      {section !== undefined && (
        <div className="ui-palette-section" role="presentation">
          {section}
        </div>
      )}
      {/* The combobox pattern: the focus stays in the input, which hears the keys. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div
        id={id}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="option"
        tabIndex={-1}
        aria-selected={isActive}
        className="ui-palette-item"
        onMouseMove={isActive ? undefined : onPoint}
        onClick={onRun}
      >
        {command.icon && <Icon of={command.icon} />}
        <span className="ui-palette-words">{command.label}</span>
        {command.hint !== undefined && <span className="ui-palette-hint">{command.hint}</span>}
        {command.shortcut !== undefined && <Keys of={command.shortcut} />}
      </div>
    </>
  );
}

/** Best first; in the given order while nothing is typed. */
function fitting(commands: readonly PaletteCommand[], query: string): readonly PaletteCommand[] {
  if (query.trim() === '') return commands.slice(0, mostShown);
  return commands
    .flatMap((command) => {
      const own = fuzzyScore(command.label, query);
      const other = fuzzyScore(`${command.label} ${command.keywords ?? ''} ${command.section ?? ''}`, query);
      const score = own === undefined ? other : own + 2;
      return score === undefined ? [] : [{ command, score }];
    })
    .toSorted((left, right) => right.score - left.score)
    .slice(0, mostShown)
    .map(({ command }) => command);
}
