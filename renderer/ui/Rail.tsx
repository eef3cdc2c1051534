// The navigation at the left: icons with words.
// Must not navigate by itself, nor offer what the role may not see.

import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';

import { Badge } from './Badge.tsx';
import { given } from './given.ts';
import { Icon } from './Icon.tsx';
import { word } from './words.ts';
import './shell.css';

export interface RailItem {
  id: string;
  label: string;
  icon: LucideIcon;
  /** Such as what is overdue; nothing is drawn for zero. */
  count?: number | undefined;
  countLabel?: string | undefined;
  countTone?: 'neutral' | 'due' | 'refused' | undefined;
}

interface RailProps {
  items: readonly RailItem[];
  /** Below, at the foot: settings, lock. */
  footItems?: readonly RailItem[] | undefined;
  current: string | undefined;
  onSelect: (id: string) => void;
  children?: ReactNode;
}

export function Rail({ items, footItems = [], current, onSelect, children }: RailProps): ReactElement {
  const list = (shown: readonly RailItem[]): ReactElement => (
    <ul className="ui-rail-list">
      {shown.map((item) => (
        <li key={item.id}>
          <AriaButton
            className="ui-rail-item"
            {...given({ 'aria-current': item.id === current ? ('page' as const) : undefined })}
            onPress={() => onSelect(item.id)}
          >
            <Icon of={item.icon} />
            <span className="ui-rail-words">{item.label}</span>
            {item.count !== undefined && item.count > 0 && (
              <Badge count={item.count} label={item.countLabel ?? ''} tone={item.countTone} />
            )}
          </AriaButton>
        </li>
      ))}
    </ul>
  );
  return (
    <nav className="ui-rail" aria-label={word('ui.sections')}>
      {list(items)}
      <div className="ui-rail-foot">
        {children}
        {footItems.length > 0 && list(footItems)}
      </div>
    </nav>
  );
}
