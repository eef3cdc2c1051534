// A file from the window onto the disk, where the person chooses; and what came of it.
// Must not make the file: the caller brings its bytes.

import { say } from '../../../shared/catalogue/catalogue.ts';
import { base64Of } from '../../base64.ts';
import { bridge } from '../../bridge.ts';
import { showToast } from '../../ui/toast.ts';

export async function saveFile(suggestedName: string, base64: string): Promise<void> {
  const outcome = await bridge.service('export.saveFile', { suggestedName, base64 });
  if (!outcome.ok)
    showToast({ tone: 'refused', message: outcome.refusal.message, remedy: outcome.refusal.remedy });
  else if (outcome.value)
    showToast({ tone: 'done', message: say('results.saved-file', { path: outcome.value.path }) });
}

/** Text as UTF-8; `withMark` for spreadsheets, which know `β` and `µ` by a byte order mark. */
export function base64OfText(text: string, withMark = false): string {
  return base64Of(new TextEncoder().encode(withMark ? `\uFEFF${text}` : text));
}
