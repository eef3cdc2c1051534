// The design of the study: its groups, how many animals each has, whose control it is, and what it is called.
// Must not say which animal is in which group: that is allocation.ts, and blinding.ts before it is shown.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';

/** One arm of the design. */
export interface DesignGroup {
  /** What records name; it never changes once drawn. */
  readonly group: string;
  /** What people read, on screens, in files and in print. */
  readonly label: string;
  readonly animals: number;
  readonly controlOf: string | null;
}

const designForm = z
  .array(
    z
      .object({
        group: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/),
        label: z.string().trim().min(1).max(40).optional(),
        animals: z.number().int().min(1).max(1000),
        controlOf: z.string().nullable(),
      })
      .transform(({ label, ...one }): DesignGroup => ({ ...one, label: label ?? one.group })),
  )
  .min(1)
  .max(12)
  .refine((groups) => new Set(groups.map((one) => one.group)).size === groups.length)
  .refine((groups) => new Set(groups.map((one) => one.label)).size === groups.length)
  .refine((groups) =>
    groups.every((one) => one.controlOf === null || groups.some((other) => other.group === one.controlOf)),
  );

/** The groups of a `design` answer, in their order; undefined when the text is not such a design. */
export function readDesign(answer: string): readonly DesignGroup[] | undefined {
  try {
    return designForm.parse(JSON.parse(answer));
  } catch {
    return undefined;
  }
}

/** The name of a group for people, from the design itself; the record's own word for one that it does not have. */
export function groupLabel(design: readonly Pick<DesignGroup, 'group' | 'label'>[], group: string): string {
  return design.find((one) => one.group === group)?.label ?? group;
}

/** A `design` answer as a sentence: `Saline 6 (control of ASC); ASC 6`. */
export function designText(answer: string): string {
  const design = readDesign(answer);
  if (!design) return answer;
  return design
    .map(({ label, animals, controlOf }) =>
      controlOf === null
        ? say('study.design-group', { group: label, count: animals })
        : say('study.design-control', {
            group: label,
            count: animals,
            treated: groupLabel(design, controlOf),
          }),
    )
    .join('; ');
}
