// Clamp off pressed on a locked screen: its time is recorded at once, and the person who did it is named afterwards.
// Must not stop the timer: that is the step of the protocol, which a signed-in person confirms with the marked time.

import { z } from 'zod';
import { decide, defineCommand } from '../kernel/decider.ts';
import { deviceAuthor } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { localText } from '../kernel/time.ts';
import { Timer } from './timer.ts';

/** Refusals: `timer.unknown`, `timer.already-stopped`. A second press changes nothing: the first time counts. */
export const markClampOff = defineCommand({
  name: 'timer.markClampOff',
  input: z.object({ timerId: z.string() }),
  decide({ timerId }, { read, now }) {
    const timer = read.get(Timer, timerId);
    if (!timer) return refuse('timer.unknown', { id: timerId });
    if (timer.status === 'stopped') return refuse('timer.already-stopped', { label: timer.label });
    if (timer.clampOffMarkedAt !== null) return decide([], { markedAt: timer.clampOffMarkedAt });
    const markedAt = localText(now);
    const facts = {
      author: 'device',
      performedBy: deviceAuthor,
      source: 'device',
      occurredAt: markedAt,
    } as const;
    return decide([Timer.record('timer.clampOffMarked', timer.id, {}, facts)], { markedAt });
  },
});
