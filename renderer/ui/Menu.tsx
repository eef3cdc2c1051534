// A button that opens a short list of actions.
// Must not hide the one action that comes next: that gets a button of its own.

import { ChevronDown, Ellipsis, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  Button as AriaButton,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
} from 'react-aria-components';

import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import { Keys } from './Keys.tsx';
import './button.css';
import './field.css';
import './overlay.css';

export interface MenuAction {
  id: string;
  label: string;
  note?: string | undefined;
  icon?: LucideIcon | undefined;
  shortcut?: string | undefined;
  isDanger?: boolean | undefined;
  isDisabled?: boolean | undefined;
  onAction: () => void;
}

interface MenuProps {
  label: string;
  actions: readonly MenuAction[];
  /** Three dots instead of the words; the words go to screen readers. */
  isCompact?: boolean | undefined;
}

export function Menu({ label, actions, isCompact = false }: MenuProps): ReactElement {
  return (
    <MenuTrigger>
      {isCompact ? (
        <AriaButton className="ui-icon-button" aria-label={label}>
          <Icon of={Ellipsis} />
        </AriaButton>
      ) : (
        <AriaButton className="ui-button ui-button-quiet">
          <span className="ui-button-words">{label}</span>
          <Icon of={ChevronDown} size="small" />
        </AriaButton>
      )}
      <Popover className="ui-popover" offset={4} placement="bottom end">
        <AriaMenu className="ui-menu" aria-label={label}>
          {actions.map((action) => (
            <MenuItem
              key={action.id}
              id={action.id}
              textValue={action.label}
              isDisabled={action.isDisabled === true}
              onAction={action.onAction}
              className={classes('ui-menu-item', action.isDanger === true && 'ui-menu-item-danger')}
            >
              {action.icon && <Icon of={action.icon} />}
              <span className="ui-menu-item-words">
                {action.label}
                {action.note !== undefined && <span className="ui-menu-item-note">{action.note}</span>}
              </span>
              {action.shortcut !== undefined && <Keys of={action.shortcut} />}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
