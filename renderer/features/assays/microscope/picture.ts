// An attached picture as the window shows it: read once from the notebook, given back when nothing shows it.
// Must not keep a copy, nor ask for the name of the file.

import { useEffect, useState } from 'react';
import { refuse, type Outcome, type Refusal } from '../../../../shared/kernel/refusal.ts';
import type { PictureToShow } from '../../../../shared/services.ts';
import { base64Of } from '../../../base64.ts';
import { bridge } from '../../../bridge.ts';
import type { Size } from './counting.ts';

export interface ShownPicture extends Size, Pick<PictureToShow, 'hash' | 'stretched' | 'pages'> {
  readonly attachmentId: string;
  /** For an image element of this window alone. */
  readonly url: string;
}

interface PictureState {
  readonly picture: ShownPicture | undefined;
  readonly refusal: Refusal | undefined;
  /** Its bytes are not those of a picture that can be drawn. */
  readonly isBroken: boolean;
}

const nothing: PictureState = { picture: undefined, refusal: undefined, isBroken: false };

export function usePicture(attachmentId: string): PictureState {
  const [state, setState] = useState(nothing);
  useEffect(() => {
    let hasEnded = false;
    let url: string | undefined;
    const read = async (): Promise<void> => {
      const outcome = await bridge.service('attachment.picture', { attachmentId });
      if (hasEnded) return;
      if (!outcome.ok) {
        setState({ ...nothing, refusal: outcome.refusal });
        return;
      }
      const { type, base64, hash, stretched, pages } = outcome.value;
      const made = URL.createObjectURL(new Blob([bytesOf(base64)], { type }));
      url = made;
      const image = new Image();
      image.addEventListener('load', () => {
        const { naturalWidth: width, naturalHeight: height } = image;
        if (hasEnded) return;
        const picture = { attachmentId, url: made, hash, stretched, pages, width, height };
        setState({ ...nothing, picture });
      });
      image.addEventListener('error', () => {
        if (!hasEnded) setState({ ...nothing, isBroken: true });
      });
      image.src = made;
    };
    void read();
    return () => {
      hasEnded = true;
      if (url !== undefined) URL.revokeObjectURL(url);
      setState(nothing);
    };
  }, [attachmentId]);
  return state;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  // A loop: a call for each of a hundred million bytes would hold the window up.
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const megabyte = 1024 * 1024;
const largestMegabytes = 32;

/** Keeps a dropped picture with its animal. */
export async function attachPicture(
  file: File,
  animalId: string,
): Promise<Outcome<{ readonly attachmentId: string }>> {
  const { name, size } = file;
  if (size > largestMegabytes * megabyte)
    return refuse('picture.too-large-to-drop', { limit: largestMegabytes });
  const base64 = base64Of(new Uint8Array(await file.arrayBuffer()));
  return bridge.service('attachment.add', { animalId, runId: null, lotId: null, name, base64 });
}
