// A keyboard-wedge scanner anywhere in the window: a burst of keys that ends with Enter opens what the code names.
// Must not take keys from a person who types into a field, nor act on slow typing.

import { say } from '../../shared/catalogue/catalogue.ts';
import { bridge } from '../bridge.ts';
import { go } from '../navigation.ts';
import { showToast } from '../ui/toast.ts';

/** Scanners send a key every few milliseconds; nobody types a whole code this fast. */
const mostBetweenKeysMs = 40;
const leastCharacters = 3;

/** Which screen shows what a code names. */
const screenOf: Readonly<Record<string, string>> = {
  animal: 'animals',
  sample: 'samples',
  lot: 'lots',
  dose: 'dose',
  run: 'runs',
};

/** Starts listening; returns what ends it. */
export function followScanner(): () => void {
  let code = '';
  let lastAt = 0;
  const onKey = (event: KeyboardEvent): void => {
    if (isTypedInto(event.target)) return;
    const isBurst = event.timeStamp - lastAt <= mostBetweenKeysMs;
    lastAt = event.timeStamp;
    if (event.key === 'Enter') {
      const scanned = isBurst ? code : '';
      code = '';
      if (scanned.length < leastCharacters) return;
      event.preventDefault();
      event.stopPropagation();
      void openCode(scanned);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      code = isBurst ? code + event.key : event.key;
    }
  };
  window.addEventListener('keydown', onKey, true);
  return () => window.removeEventListener('keydown', onKey, true);
}

function isTypedInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

async function openCode(code: string): Promise<void> {
  const outcome = await bridge.query('scan.resolve', { code });
  if (!outcome.ok) {
    showToast({ tone: 'refused', message: outcome.refusal.message, remedy: outcome.refusal.remedy });
    return;
  }
  const { target, targets } = outcome.value;
  if (target) {
    const screen = screenOf[target.kind];
    if (target.kind === 'slide') go('assays', 'slides', target.id);
    else if (screen === undefined) go('samples', target.id, 'freezer');
    else go(screen, target.id);
    return;
  }
  const message = say(targets.length === 0 ? 'shell.scan-unknown' : 'shell.scan-several', { code });
  showToast({ tone: 'due', message, remedy: say('shell.scan-unknown-remedy', { keys: 'Ctrl K' }) });
}
