// A button shown as an icon, its words in a tooltip and for screen readers.
// Must not stand for an action that a newcomer needs: that gets a Button with words.

import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';

import { classes } from './classes.ts';
import { given } from './given.ts';
import { Icon } from './Icon.tsx';
import { Keys } from './Keys.tsx';
import './button.css';

interface IconButtonProps {
  icon: LucideIcon;
  /** What will happen. */
  label: string;
  onPress?: (() => void) | undefined;
  shortcut?: string | undefined;
  isDanger?: boolean | undefined;
  isDisabled?: boolean | undefined;
  /** For a button that stays pressed. */
  isOn?: boolean | undefined;
}

export function IconButton({
  icon,
  label,
  onPress,
  shortcut,
  isDanger = false,
  isDisabled = false,
  isOn,
}: IconButtonProps): ReactElement {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...given({ onPress, 'aria-pressed': isOn })}
        aria-label={label}
        isDisabled={isDisabled}
        className={classes(
          'ui-icon-button',
          isDanger && 'ui-icon-button-danger',
          isOn === true && 'ui-icon-button-on',
        )}
      >
        <Icon of={icon} />
      </AriaButton>
      <Tooltip className="ui-tooltip" offset={4}>
        {label}
        {shortcut !== undefined && <Keys of={shortcut} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
