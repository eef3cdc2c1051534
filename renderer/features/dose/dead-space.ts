// The dead space that the study's setting names; everybody may read the settings.
// Must not be used where the dose itself says what was reckoned with.

import { useLive } from '../../live.ts';

/** µL of each fill; undefined until the settings are there. */
export function useDeadSpace(): string | undefined {
  const { value } = useLive('study.overview', {});
  if (!value) return undefined;
  return value.settings.find((one) => one.definition.key === 'dose.deadSpaceMicrolitre')?.value ?? '0';
}
