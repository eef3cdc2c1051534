// The evaluation of Western blots as the assay takes it, and back from what was recorded, to the letter.
// Must not compute: net and relative densities are the assay's.

import type { Reading } from '../../../shared/assays/reading.ts';
import { westernBlot } from '../../../shared/assays/western-blot.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import {
  bandName,
  bandsOf,
  blotAnalytes,
  isDensity,
  newBlot,
  textOf,
  usedMembranes,
  type BlotDraft,
  type DraftBand,
  type DraftLane,
} from './blot-draft.ts';
import { limitOf, type Recorded } from './draft-core.ts';

const beyond = /^(ovr|over|sat|[#>])/i;

/** A text of the grid as a reading; the words of imagers for a band beyond their range are no numbers. */
function readingFrom(
  text: string,
  place: Pick<Reading, 'plate' | 'well'>,
  leftOut: string | null,
  from: Reading | null,
): Reading {
  const kept = text.trim();
  if (from && textOf(from) === kept) return { ...from, leftOut };
  const value = isDensity(kept) ? kept : null;
  const absent = value !== null ? null : beyond.test(kept) ? 'overflow' : 'undetermined';
  const raw = value === null ? kept.slice(0, 60) : null;
  return { ...place, value, raw, absent, attachmentId: null, leftOut };
}

/** The input of the assay; only for a draft that misses nothing. */
export function blotInput(draft: BlotDraft): Json {
  const { files, reference, proteins, shares, names, cvMax } = draft;
  return {
    files: files.map(({ attachmentId, hash }) => ({ attachmentId, hash })),
    membranes: usedMembranes(draft).map(({ name, exposure, imageAttachmentId }) => ({
      name,
      exposure: exposure.trim(),
      imageAttachmentId,
    })),
    reference,
    proteins: proteins.map(({ name, analyte }) => ({ name, analyte: name === reference ? null : analyte })),
    shares: shares
      .filter(({ protein, of }) => [protein, of].every((one) => proteins.some(({ name }) => name === one)))
      .map(({ protein, of }) => ({ protein, of })),
    lanes: names
      .filter((one) => one.use === 'sample')
      .map((lane) => ({
        name: lane.name,
        membrane: lane.membrane,
        subject:
          lane.animalId === null || lane.timePoint === null
            ? null
            : { animalId: lane.animalId, timePoint: lane.timePoint },
        bands: bandsOf(draft, lane).map((band) => bandInput(lane, band)),
      })),
    cvMax: limitOf(cvMax),
  };
}

function bandInput(
  { name, membrane }: DraftLane,
  { protein, density, background, leftOut, from }: DraftBand,
) {
  const place = { plate: membrane, well: bandName(name, protein) };
  const beside = { plate: membrane, well: bandName(name, protein, ', background') };
  return {
    protein,
    density: readingFrom(density, place, leftOut, from?.density ?? null),
    background:
      background.trim() === ''
        ? null
        : readingFrom(background, beside, from?.background?.leftOut ?? null, from?.background ?? null),
  };
}

/** What was recorded, to be evaluated again; null where it is of another form. */
export function blotOf({ id, title }: Recorded, input: Json): BlotDraft | null {
  const parsed = westernBlot.input.safeParse(input);
  if (!parsed.success) return null;
  const { files, membranes, reference, proteins, shares, lanes, cvMax } = parsed.data;
  const named = proteins.map(({ name, analyte }) => ({
    name,
    analyte: blotAnalytes.find((one) => one.key === analyte)?.key ?? null,
  }));
  return {
    ...newBlot(),
    assayId: id,
    title,
    files,
    pattern: '',
    membranes,
    reference,
    proteins: named,
    shares,
    cvMax,
    names: lanes.map(({ name, membrane, subject, bands }): DraftLane => ({
      name,
      use: 'sample',
      concentration: '',
      animalId: subject?.animalId ?? null,
      timePoint: timePointKeys.find((one) => one === subject?.timePoint) ?? null,
      how: 'hand',
      membrane,
      bands: bands.map(({ protein, density, background }) => ({
        protein,
        density: textOf(density),
        background: background === null ? '' : textOf(background),
        leftOut: density.leftOut,
        from: { density, background },
      })),
    })),
  };
}
