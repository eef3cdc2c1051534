// What the study's settings say of giving a dose; everybody may read the settings.
// Must not be used where the dose itself says what was reckoned with.

import { useLive } from '../../live.ts';

export interface GivingSettings {
  /** µL of each fill. */
  readonly deadSpace: string;
  /** Into how many places of the liver it is divided; one where the lab has not said. */
  readonly sites: number;
}

/** Undefined until the settings are there. */
export function useGivingSettings(): GivingSettings | undefined {
  const { value } = useLive('study.overview', {});
  if (!value) return undefined;
  const answerOf = (key: string): string | null =>
    value.settings.find((one) => one.definition.key === key)?.value ?? null;
  return {
    deadSpace: answerOf('dose.deadSpaceMicrolitre') ?? '0',
    sites: Number(answerOf('surgery.injectionSites') ?? '1'),
  };
}
