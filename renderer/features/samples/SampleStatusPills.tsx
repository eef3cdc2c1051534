// The state of a sample in words, and whether it was taken outside its window.
// Must not judge the window: it shows what the notebook says.

import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SampleStatus } from '../../../shared/domain/sample.ts';
import { Row } from '../../ui/Layout.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { statusName, statusTone } from './wording.ts';

interface SampleStatusPillsProps {
  readonly status: SampleStatus;
  readonly isOutsideWindow: boolean;
}

export function SampleStatusPills({ status, isOutsideWindow }: SampleStatusPillsProps): ReactElement {
  return (
    <Row gap={1}>
      <StatusPill tone={statusTone[status]}>{statusName(status)}</StatusPill>
      {isOutsideWindow && (
        <StatusPill tone="refused" icon={TriangleAlert}>
          {say('samples.outside')}
        </StatusPill>
      )}
    </Row>
  );
}
