// The audit trail: every record, filtered and paged, one record with what it changed, and the reviews of it.
// Must not offer to change anything: the log cannot be changed.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe } from '../../me.ts';
import { go, type ScreenProps } from '../../navigation.ts';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { LogExport } from '../../LogExport.tsx';
import { AuditRecord } from './AuditRecord.tsx';
import { AuditTrail } from './AuditTrail.tsx';
import { Reviews } from './Reviews.tsx';
import './audit.css';

export function AuditScreen({ id, part }: ScreenProps): ReactElement {
  const me = useMe();
  const seq = id !== undefined && /^\d+$/.test(id) ? Number(id) : undefined;
  return (
    <Page
      title={say('audit.title')}
      lead={say('audit.lead')}
      isWide
      actions={me.can('export.log') ? <LogExport /> : undefined}
    >
      <Tabs
        label={say('audit.title')}
        selected={part ?? 'trail'}
        onSelect={(next) => go('audit', undefined, next)}
        parts={[
          { id: 'trail', label: say('audit.title'), content: <AuditTrail /> },
          { id: 'reviews', label: say('audit.reviews'), content: <Reviews /> },
        ]}
      />
      {seq !== undefined && <AuditRecord seq={seq} onClose={() => go('audit')} />}
    </Page>
  );
}
