// What a person should know here and now: information, something due, a refusal with its remedy.
// Must not vanish by itself: what passes is a toast.

import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import { IconButton } from './IconButton.tsx';
import { toneIcon, type Tone } from './tone.ts';
import { word } from './words.ts';
import './notice.css';

interface NoticeProps {
  tone?: Tone | undefined;
  /** What, and why. */
  message: ReactNode;
  /** What now. */
  remedy?: ReactNode;
  /** More below, such as the states of a stale edit. */
  children?: ReactNode;
  actions?: ReactNode;
  onClose?: (() => void) | undefined;
  /** Read out when it appears; refusals are by default. */
  isLive?: boolean | undefined;
}

export function Notice({
  tone = 'neutral',
  message,
  remedy,
  children,
  actions,
  onClose,
  isLive = tone === 'refused',
}: NoticeProps): ReactElement {
  const role = isLive ? (tone === 'refused' ? 'alert' : 'status') : undefined;
  return (
    <div className={classes('ui-notice', `ui-notice-${tone}`)} role={role}>
      <Icon of={toneIcon[tone]} />
      <div className="ui-notice-words">
        <div className="ui-notice-message">{message}</div>
        {remedy !== undefined && <div>{remedy}</div>}
        {children}
        {actions !== undefined && <div className="ui-notice-actions">{actions}</div>}
      </div>
      {onClose && (
        <div className="ui-notice-close">
          <IconButton icon={X} label={word('ui.close')} onPress={onClose} />
        </div>
      )}
    </div>
  );
}
