// Western blot densitometry, version 1: bands by lane, background, β-actin, p-STAT3 also to STAT3 (study.md, Assays).
// Must not be edited once released: a change is version 2, in a file of its own.

import type { Decimal } from 'decimal.js';
import { z } from 'zod';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { decimal } from '../kernel/units.ts';
import {
  defineAssay,
  filesForm,
  nameForm,
  subjectForm,
  type AssayCheck,
  type AssayResult,
  type DerivedNumber,
  type Flag,
  type Subject,
} from './assay.ts';
import { repeatedName, subjectName } from './naming.ts';
import { derived, meanOf, rounded, variationOf } from './number.ts';
import { readingForm, readingId, readingsProblem, type Reading } from './reading.ts';
import { amountText } from './curve-form.ts';

const input = z.object({
  files: filesForm,
  membranes: z
    .array(
      z.object({
        name: nameForm,
        /** As said on the imager: `30 s`, `auto`. */
        exposure: z.string().trim().min(1).max(60),
        /** The picture that was measured. */
        imageAttachmentId: z.string().nullable(),
      }),
    )
    .min(1)
    .max(40),
  /** The protein that every lane has alike; β-actin in the article. */
  reference: nameForm,
  /** The endpoint of each protein that has one. */
  proteins: z
    .array(z.object({ name: nameForm, analyte: z.string().max(40).nullable() }))
    .min(1)
    .max(12),
  /** A protein whose density is also given relative to another one, such as p-STAT3 to STAT3. */
  shares: z
    .array(z.object({ protein: nameForm, of: nameForm }))
    .max(6)
    .default([]),
  lanes: z
    .array(
      z.object({
        name: nameForm,
        membrane: nameForm,
        /** Null for a marker or a control. */
        subject: subjectForm.nullable(),
        bands: z
          .array(
            z.object({
              protein: nameForm,
              density: readingForm,
              /** Of the same area without a band; null where the instrument has subtracted it. */
              background: readingForm.nullable(),
            }),
          )
          .min(1)
          .max(12),
      }),
    )
    .min(1)
    .max(400),
  /** Of lanes with the same sample, percent; null where the lab does not judge. */
  cvMax: amountText.nullable(),
});
type Input = z.output<typeof input>;
type Lane = Input['lanes'][number];
type Band = Lane['bands'][number];

const wells = ({ lanes }: Input): readonly Reading[] =>
  lanes.flatMap(({ bands }) =>
    bands.flatMap(({ density, background }) => (background === null ? [density] : [density, background])),
  );

/**
 * Net density = band − background; relative density = net / net β-actin of the same lane; several lanes of one animal
 * and time point are averaged. A share such as p-STAT3 of STAT3 is the quotient of both relative densities, so that
 * two membranes can be compared. A band not above its background is below the range, a saturated one above it; one that
 * was left out, or whose background was, has no number.
 * Refusals: those of wells and names, `assay.protein-unknown`, `assay.membrane-unknown`.
 */
export const westernBlot = defineAssay({
  key: 'western-blot',
  version: 1,
  status: 'released',
  input,
  readings: wells,
  compute(given) {
    const { files, membranes, proteins, lanes } = given;
    const problem =
      readingsProblem(wells(given), files) ??
      repeatedName([
        membranes,
        proteins,
        lanes,
        ...lanes.map((lane) => lane.bands.map((band) => ({ name: band.protein }))),
      ]) ??
      unknownName(given);
    return problem ?? accept(evaluate(given));
  },
});

function unknownName({ lanes, membranes, proteins, reference, shares }: Input): Outcome<never> | undefined {
  const known = new Set([reference, ...proteins.map((one) => one.name)]);
  const named = [
    ...lanes.flatMap((lane) => lane.bands.map((band) => band.protein)),
    ...shares.flatMap((one) => [one.protein, one.of]),
  ];
  const protein = named.find((one) => !known.has(one));
  if (protein !== undefined) return refuse('assay.protein-unknown', { protein });
  const lost = lanes.find((lane) => !membranes.some((one) => one.name === lane.membrane));
  return lost && refuse('assay.membrane-unknown', { lane: lost.name, membrane: lost.membrane });
}

/** A number that was made, with its exact value. */
interface Made {
  readonly id: string;
  readonly value: Decimal | null;
  readonly flags: readonly Flag[];
}

function evaluate({ membranes, proteins, lanes, reference, shares, cvMax }: Input) {
  const numbers: DerivedNumber[] = [];
  const results: AssayResult[] = [];
  const checks = membranes.map(({ name, exposure, imageAttachmentId }): AssayCheck => ({
    key: 'image-attached',
    about: name,
    isPassed: imageAttachmentId !== null,
    parameters: { exposure },
    inputs: [],
  }));
  const relative = new Map<string, Made>();
  for (const lane of lanes) {
    const net = new Map(lane.bands.map((band) => [band.protein, netDensity(numbers, lane, band)]));
    const actin = net.get(reference);
    for (const { name } of proteins) {
      const mine = net.get(name);
      if (!mine || name === reference) continue;
      relative.set(`${lane.name}/${name}`, relativeDensity(numbers, lane, name, reference, mine, actin));
    }
  }
  for (const { subject, name, itsLanes } of subjectsOf(lanes)) {
    const means = new Map<string, Made>();
    for (const protein of proteins) {
      const found = itsLanes.flatMap((lane) => relative.get(`${lane.name}/${protein.name}`) ?? []);
      if (found.length === 0) continue;
      const made = averaged(numbers, `${name}/${protein.name}`, found, reference, cvMax);
      means.set(protein.name, made);
      if (protein.analyte !== null) results.push({ ...subject, analyte: protein.analyte, numberId: made.id });
    }
    for (const { protein, of } of shares) {
      const [part, whole] = [means.get(protein), means.get(of)];
      if (part && whole) share(numbers, `${name}/${protein}/${of}`, of, part, whole);
    }
  }
  return { numbers, checks, results, lotFactors: [] };
}

function subjectsOf(lanes: readonly Lane[]) {
  const bySubject = new Map<string, { subject: Subject; name: string; itsLanes: Lane[] }>();
  for (const lane of lanes) {
    if (lane.subject === null) continue;
    const name = subjectName(lane.subject);
    const known = bySubject.get(name) ?? { subject: lane.subject, name, itsLanes: [] };
    known.itsLanes.push(lane);
    bySubject.set(name, known);
  }
  return [...bySubject.values()];
}

function netDensity(numbers: DerivedNumber[], lane: Lane, { protein, density, background }: Band): Made {
  const about = `${lane.membrane}, ${lane.name}: ${protein}`;
  const id = `${lane.name}/${protein}/net`;
  const isLeftOut = density.leftOut !== null || (background?.leftOut ?? null) !== null;
  const isSaturated = !isLeftOut && density.absent === 'overflow';
  // Where the instrument has subtracted the background there is none to subtract.
  const below = background === null ? '0' : background.value;
  const net =
    isLeftOut || density.value === null || below === null ? null : decimal(density.value).minus(below);
  const isUnknown = net === null;
  const isBelow = net !== null && !net.greaterThan(0);
  const flags: Flag[] = [
    ...(isSaturated ? (['saturated', 'above-range'] as const) : []),
    ...(isLeftOut ? (['left-out'] as const) : []),
    ...(isBelow ? (['below-range'] as const) : []),
    ...(isUnknown && !isSaturated ? (['undetermined'] as const) : []),
  ];
  const value = isBelow ? null : net;
  const wellIds = background === null ? [density] : [density, background];
  numbers.push(
    derived({
      id,
      quantity: 'net-density',
      about,
      value,
      unit: '',
      flags,
      formula: isUnknown ? 'no-number' : 'net-density',
      parameters: { density: density.value, background: below },
      inputs: wellIds.map(readingId),
    }),
  );
  return { id, value, flags };
}

function relativeDensity(
  numbers: DerivedNumber[],
  lane: Lane,
  protein: string,
  reference: string,
  mine: Made,
  actin: Made | undefined,
): Made {
  const id = `${lane.name}/${protein}/relative`;
  const isReferenceLost = actin?.value === undefined || actin.value === null;
  const value = isReferenceLost || mine.value === null ? null : mine.value.div(actin.value);
  const flags: readonly Flag[] = isReferenceLost ? [...mine.flags, 'reference-failed'] : mine.flags;
  numbers.push(
    derived({
      id,
      quantity: 'relative-density',
      about: `${lane.membrane}, ${lane.name}: ${protein}`,
      value,
      unit: `× ${reference}`,
      flags,
      formula: value === null ? 'no-number' : 'relative-density',
      parameters: { net: mine.value, reference: actin?.value ?? null },
      inputs: [mine.id, ...(actin ? [actin.id] : [])],
    }),
  );
  return { id, value, flags };
}

function averaged(
  numbers: DerivedNumber[],
  about: string,
  lanes: readonly Made[],
  reference: string,
  cvMax: string | null,
): Made {
  const id = `${about}/relative-density`;
  const values = lanes.flatMap((one) => (one.value === null ? [] : [one.value]));
  const variation = variationOf(values);
  const isHigh = variation !== null && cvMax !== null && variation.greaterThan(cvMax);
  const flags: Flag[] = [
    ...lanes.flatMap((one) => one.flags),
    ...(values.length > 0 && values.length < lanes.length ? (['incomplete'] as const) : []),
    ...(isHigh ? (['cv-high'] as const) : []),
  ];
  const value = values.length === 0 ? null : meanOf(values);
  numbers.push(
    derived({
      id,
      quantity: 'relative-density',
      about,
      value,
      unit: `× ${reference}`,
      flags,
      formula: value === null ? 'no-number' : 'mean',
      parameters: { values: values.map(rounded).join(' + '), n: values.length },
      inputs: lanes.map((one) => one.id),
    }),
  );
  return { id, value, flags };
}

function share(numbers: DerivedNumber[], about: string, of: string, part: Made, whole: Made): void {
  const value = part.value && whole.value ? part.value.div(whole.value) : null;
  numbers.push(
    derived({
      id: `${about}/share`,
      quantity: 'phosphorylated-share',
      about,
      value,
      unit: `× ${of}`,
      flags: [...part.flags, ...whole.flags],
      formula: value === null ? 'no-number' : 'phosphorylated-share',
      parameters: { part: part.value, whole: whole.value },
      inputs: [part.id, whole.id],
    }),
  );
}
