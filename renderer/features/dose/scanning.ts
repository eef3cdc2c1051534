// What a scanned or typed code stands for, for fields that take an animal or a syringe.
// Must not open anything: the field's screen decides what to do with it.

import { say } from '../../../shared/catalogue/catalogue.ts';
import { bridge } from '../../bridge.ts';

export type Scanned =
  | { readonly kind: 'animal' | 'dose'; readonly code: string }
  | { readonly kind: 'other'; readonly message: string };

/** An animal by its id or ear tag, a syringe by its code; anything else as a sentence that says what it is. */
export async function resolveScan(code: string): Promise<Scanned> {
  const outcome = await bridge.query('scan.resolve', { code });
  if (!outcome.ok) return { kind: 'other', message: outcome.refusal.message };
  const { target, targets, code: typed } = outcome.value;
  // Ids and labels of other things may look alike: only animals and syringes are meant here.
  const fitting = targets.filter((one) => one.kind === 'animal' || one.kind === 'dose');
  const meant = fitting.length === 1 ? fitting[0] : target;
  if (meant?.kind === 'animal') return { kind: 'animal', code: meant.id };
  if (meant?.kind === 'dose') return { kind: 'dose', code: meant.label };
  if (targets.length === 0) return { kind: 'other', message: say('dosing.scan-unknown', { code: typed }) };
  return { kind: 'other', message: say('dosing.scan-other', { code: typed }) };
}
