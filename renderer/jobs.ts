// Long work in the main process as a screen sees it: started, how far, done, failed, cancelled.
// Must not block the screen: everything else goes on meanwhile.

import { useCallback, useEffect, useState } from 'react';
import type { Outcome, Refusal } from '../shared/kernel/refusal.ts';
import type { JobProgress, JobStarted } from '../shared/services.ts';
import { bridge } from './bridge.ts';

export interface Job {
  /** Undefined before the first start. */
  readonly progress: JobProgress | undefined;
  readonly refusal: Refusal | undefined;
  readonly isRunning: boolean;
  /** Starts it; null from the service means that the person closed a dialog. */
  readonly start: (starting: () => Promise<Outcome<JobStarted | null>>) => Promise<void>;
  readonly cancel: () => void;
}

export function useJob(): Job {
  const [jobId, setJobId] = useState<string>();
  const [progress, setProgress] = useState<JobProgress>();
  const [refusal, setRefusal] = useState<Refusal>();

  useEffect(
    () =>
      bridge.on('job', (told) => {
        if (told.jobId === jobId) setProgress(told);
      }),
    [jobId],
  );

  const start = useCallback<Job['start']>(async (starting) => {
    setRefusal(undefined);
    setProgress(undefined);
    // A short job may end before its id is here: what was told meanwhile is looked up then.
    const told = new Map<string, JobProgress>();
    const end = bridge.on('job', (one) => told.set(one.jobId, one));
    const outcome = await starting();
    end();
    if (!outcome.ok) return setRefusal(outcome.refusal);
    if (outcome.value === null) return;
    const { jobId: started } = outcome.value;
    setJobId(started);
    setProgress(
      told.get(started) ?? { jobId: started, status: 'running', share: 0, result: null, message: null },
    );
  }, []);

  const cancel = useCallback(() => {
    if (jobId !== undefined) void bridge.service('job.cancel', { jobId });
  }, [jobId]);

  return { progress, refusal, isRunning: progress?.status === 'running', start, cancel };
}
