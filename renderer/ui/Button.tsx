// A button that says what will happen, in words.
// Must not decide whether the action is allowed: the caller disables it, or better, lets the refusal explain.

import { LoaderCircle, type LucideIcon } from 'lucide-react';
import { useEffect, useState, type ReactElement, type ReactNode, type Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';

import { classes } from './classes.ts';
import { given } from './given.ts';
import { Icon } from './Icon.tsx';
import { Keys } from './Keys.tsx';
import { announce } from './toast.ts';
import { word } from './words.ts';
import './button.css';

interface ButtonProps {
  /** What will happen: "Inject 930 µL", not "OK". */
  children: ReactNode;
  onPress?: (() => void) | undefined;
  /** Primary once a view; quiet for the rest; danger for what cannot be taken back; plain inside running text. */
  variant?: 'primary' | 'quiet' | 'danger' | 'plain' | undefined;
  /** Huge is for the operating room: 96 px high and readable at three metres. */
  size?: 'normal' | 'huge' | undefined;
  icon?: LucideIcon | undefined;
  /** Key shown on the button, such as `Space`; the caller listens to it. */
  shortcut?: string | undefined;
  isDisabled?: boolean | undefined;
  /** The action is under way: the button keeps its focus and ignores presses. */
  isPending?: boolean | undefined;
  type?: 'button' | 'submit' | undefined;
  form?: string | undefined;
  autoFocus?: boolean | undefined;
  /** Takes the width of what it stands in. */
  isWide?: boolean | undefined;
  'aria-label'?: string | undefined;
  'aria-describedby'?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

export function Button({
  children,
  variant = 'quiet',
  size = 'normal',
  icon,
  shortcut,
  isPending = false,
  isWide = false,
  type = 'button',
  onPress,
  ...rest
}: ButtonProps): ReactElement {
  const isSlow = useLasting(isPending);
  // Read out through the page's own live region: the library's leaves an image without a name behind when the
  // button goes away while it is pending.
  useEffect(() => {
    if (isSlow) announce(word('ui.working'));
  }, [isSlow]);
  const shownIcon = isSlow ? LoaderCircle : icon;
  return (
    <AriaButton
      {...given(rest)}
      {...given({ onPress: isPending ? undefined : onPress })}
      type={isPending ? 'button' : type}
      className={classes(
        'ui-button',
        `ui-button-${variant}`,
        size === 'huge' && 'ui-button-huge',
        isWide && 'ui-button-wide',
      )}
    >
      {shownIcon && (
        <Icon
          of={shownIcon}
          size={size === 'huge' ? 'large' : 'normal'}
          className={classes(isSlow && 'ui-button-turning')}
        />
      )}
      <span className="ui-button-words">{children}</span>
      {shortcut !== undefined && <Keys of={shortcut} />}
    </AriaButton>
  );
}

const slowMs = 300;

/** True once it has lasted: a save of a few milliseconds neither flickers nor is read out. */
function useLasting(isOn: boolean): boolean {
  const [hasLasted, setLasted] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = window.setTimeout(() => setLasted(true), slowMs);
    return () => {
      window.clearTimeout(timer);
      setLasted(false);
    };
  }, [isOn]);
  return isOn && hasLasted;
}
