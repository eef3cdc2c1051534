// A step that was refused in the operating room: why, and to record it all the same as a deviation, or not.
// Must not cover the clock.

import type { ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { Button } from '../../ui/Button.tsx';
import { Theatre } from '../../ui/Theatre.tsx';
import { useTheatreKeys } from './theatre-keys.ts';

interface TheatreRefusalProps {
  readonly title: string;
  readonly top: ReactNode;
  readonly clock: ReactNode;
  readonly refusal: Refusal;
  readonly isSaving: boolean;
  readonly onBack: () => void;
  readonly onRecord: (deviationReason: string) => void;
}

export function TheatreRefusal({
  title,
  top,
  clock,
  refusal,
  isSaving,
  onBack,
  onRecord,
}: TheatreRefusalProps): ReactElement {
  const text = refusal.details?.['deviationText'];
  const record = typeof text === 'string' ? () => onRecord(text) : undefined;
  useTheatreKeys({ Backspace: onBack, F8: record });
  return (
    <Theatre
      title={title}
      top={top}
      clock={clock}
      next={
        <span className="theatre-refusal" role="alert">
          {refusal.message} <span className="theatre-remedy">{refusal.remedy}</span>
        </span>
      }
      actions={
        <>
          {record && (
            <Button size="huge" variant="danger" shortcut="F8" isPending={isSaving} onPress={record}>
              {say('theatre.record-deviation')}
            </Button>
          )}
          <Button size="huge" shortcut="Backspace" onPress={onBack}>
            {say('theatre.not-done')}
          </Button>
        </>
      }
    />
  );
}
