// A file taken into the notebook, from the disk or as bytes: its record and its bytes in one transaction.
// Must not choose the file, nor read what it says.

import { basename } from 'node:path';
import { addAttachment } from '../../shared/domain/attachment.ts';
import type { Actor } from '../../shared/kernel/decider.ts';
import type { Outcome } from '../../shared/kernel/refusal.ts';
import { digestFile, storeAttachment, type AttachmentSource } from './attachments.ts';
import type { Notebook } from './notebook.ts';

/** What the file is about; null where it is about none of that kind. */
export interface AttachmentSubject {
  readonly animalId: string | null;
  readonly runId: string | null;
  readonly lotId: string | null;
}

type Attached = Outcome<{ readonly attachmentId: string; readonly hash: string }>;

/** Keeps the file under its name and SHA-256. Refusals: those of `attachment.add`. */
export function attachFile(
  notebook: Notebook,
  path: string,
  subject: AttachmentSubject,
  actor: Actor,
): Attached {
  return attach(notebook, { name: basename(path), source: path }, subject, actor);
}

/** The same for bytes that came without a path, such as a file dropped onto the window. */
export function attachBytes(
  notebook: Notebook,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  subject: AttachmentSubject,
  actor: Actor,
): Attached {
  return attach(notebook, { name: basename(name), source: bytes }, subject, actor);
}

function attach(
  notebook: Notebook,
  { name, source }: { readonly name: string; readonly source: AttachmentSource },
  subject: AttachmentSubject,
  actor: Actor,
): Attached {
  const digest = digestFile(source);
  const input = { ...subject, name, hash: digest.hash, bytes: digest.size };
  const added = notebook.transact(addAttachment, input, actor, { source: 'imported' }, (database) =>
    storeAttachment(database, source, digest),
  );
  if (!added.ok) return added;
  return { ok: true, value: { attachmentId: added.value.value.attachmentId, hash: digest.hash } };
}
