// Attached files as printed: a list with their hashes, and which of them the document carries along.
// Must not hold bytes, nor carry along a file that could tell a blinded reader a lot.

import { say } from '../catalogue/catalogue.ts';
import type { AttachmentState } from '../domain/attachment.ts';
import { flow, span, type CarriedFile, type Table } from './document.ts';
import { measure, when, type Wording } from './wording.ts';

/** Larger files stay in the notebook alone: a document is made in memory (PAIN-3). */
const mostFileBytes = 5_000_000;
const mostBytes = 20_000_000;

/**
 * The files to carry along, each once, in the order in which they were added, as long as they fit. Left out: what was
 * withheld, and what belongs to a lot where the reader may not know the groups.
 */
export function carriedFiles(
  attachments: readonly AttachmentState[],
  mayKnow: boolean,
): readonly CarriedFile[] {
  const carried = new Map<string, CarriedFile>();
  let room = mostBytes;
  for (const { hash, name, bytes, status, lotId, at } of attachments) {
    if (status === 'withheld' || bytes > mostFileBytes || bytes > room || carried.has(hash)) continue;
    if (lotId !== null && !mayKnow) continue;
    room -= bytes;
    // Two files may have one name; the hash tells them apart, and is what the list shows.
    carried.set(hash, { hash, name: `${hash.slice(0, 8)} ${name}`, at });
  }
  return [...carried.values()];
}

export function attachmentTable(wording: Wording, attachments: readonly AttachmentState[]): Table {
  const carried = new Set(carriedFiles(attachments, wording.mayKnow).map((one) => one.hash));
  return {
    kind: 'table',
    columns: [
      { label: say('report.file'), share: 30 },
      { label: say('report.size'), share: 14, isNumber: true },
      { label: say('report.hash'), share: 60 },
      { label: say('report.by'), share: 30 },
    ],
    rows: attachments.map((one) => [
      flow(
        span(one.name),
        one.status === 'withheld' ? span(` ${say('report.withheld')}`, 'alert') : null,
        carried.has(one.hash) ? span(` ${say('report.enclosed')}`, 'muted') : null,
      ),
      flow(measure(String(one.bytes), 'B')),
      flow(span(one.hash, 'code')),
      flow(say('report.at-by', { at: when(one.at), who: wording.person(one.by) })),
    ]),
  };
}
