// The state of a sample in words, and whether it was taken outside its window.
// Must not judge the window: it shows what the notebook says.

import {
  Archive,
  CircleX,
  Split,
  TestTubeDiagonal,
  Timer,
  Trash2,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SampleState, SampleStatus } from '../../../shared/domain/sample.ts';
import { Row } from '../../ui/Layout.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { isDivided, statusName, statusTone } from './wording.ts';

const statusIcon: Readonly<Record<SampleStatus, LucideIcon>> = {
  collected: TestTubeDiagonal,
  processing: Timer,
  stored: Archive,
  missed: CircleX,
  discarded: Trash2,
};

interface SampleStatusPillsProps {
  readonly sample: SampleState;
  /** By the window as it is now, where that is known; else as it was recorded. */
  readonly isOutsideWindow?: boolean;
}

export function SampleStatusPills({ sample, isOutsideWindow }: SampleStatusPillsProps): ReactElement {
  const { status } = sample;
  const isAtHand = status === 'collected' || status === 'processing';
  return (
    <Row gap={1}>
      {isAtHand && isDivided(sample) ? (
        <StatusPill icon={Split}>{say('samples.divided')}</StatusPill>
      ) : (
        <StatusPill tone={statusTone[status]} icon={statusIcon[status]}>
          {statusName(status)}
        </StatusPill>
      )}
      {(isOutsideWindow ?? sample.isOutsideWindow) && (
        <StatusPill tone="refused" icon={TriangleAlert}>
          {say('samples.outside')}
        </StatusPill>
      )}
    </Row>
  );
}
