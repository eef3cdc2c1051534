// The names of the files of a run, by the id that a step holds.
// Must not keep a name: it is the attachment's alone.

import { useLive } from '../../live.ts';

/** The name of an attachment of the run; the id itself for one that is not (yet) there. */
export function useFileNames(runId: string): (attachmentId: string) => string {
  const attachments = useLive('attachment.list', { runId }).value?.attachments ?? [];
  return (attachmentId) => attachments.find((one) => one.id === attachmentId)?.name ?? attachmentId;
}
