// The state of the application as the main process tells it: notebook, session, what is allowed to be shown.
// Must not hold anything of the study.

import { create } from 'zustand';
import type { Outcome, Refusal } from '../../shared/kernel/refusal.ts';
import type { ApplicationState } from '../../shared/services.ts';
import { bridge } from '../bridge.ts';

interface ApplicationStore {
  /** Undefined until the main process has answered. */
  readonly state: ApplicationState | undefined;
  /** Why it has not: without a state there is nothing else to show. */
  readonly refusal: Refusal | undefined;
}

export const useApplication = create<ApplicationStore>(() => ({ state: undefined, refusal: undefined }));

export async function refreshApplication(): Promise<void> {
  const outcome = await bridge.service('application.state', {});
  if (outcome.ok) useApplication.setState({ state: outcome.value, refusal: undefined });
  else useApplication.setState({ refusal: outcome.refusal });
}

/** Takes over the state that a service answered with. */
export function takeState(outcome: Outcome<ApplicationState | null>): void {
  if (outcome.ok && outcome.value) useApplication.setState({ state: outcome.value });
}

/** Follows sign-in, sign-out and locking; called once, after the first state was asked for. Returns what ends it. */
export function followApplication(): () => void {
  return bridge.on('session', () => void refreshApplication());
}
