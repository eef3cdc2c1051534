// The operating room: the whole window for one surgery, its clock, the next step and one or two actions.
// Must not let anything open over the clock, nor ask for a mouse.

import { useEffect, type ReactElement } from 'react';
import { bridge } from '../../bridge.ts';
import type { ScreenProps } from '../../navigation.ts';
import { ChooseRun } from './ChooseRun.tsx';
import './operating-room.css';
import { TheatreRun } from './TheatreRun.tsx';

/** `id` is the run, `part` who operates and, after a `~`, who witnesses. */
export function OperatingRoomScreen({ id, part }: ScreenProps): ReactElement {
  useEffect(() => {
    void bridge.service('screen.operatingRoom', { isOn: true });
    return () => void bridge.service('screen.operatingRoom', { isOn: false });
  }, []);
  return id === undefined ? <ChooseRun /> : <TheatreRun key={id} runId={id} part={part} />;
}
