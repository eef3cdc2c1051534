// The frame of every screen before the work: one card, a title, a form, one main action.
// Must not know what is entered.

import type { FormEvent, ReactElement, ReactNode } from 'react';
import type { Refusal } from '../../shared/kernel/refusal.ts';
import { Notice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Layout.tsx';
import './entry.css';

interface EntryFormProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly refusal?: Refusal | undefined;
  readonly actions: ReactNode;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

export function EntryForm({
  title,
  lead,
  refusal,
  actions,
  onSubmit,
  children,
}: EntryFormProps): ReactElement {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <main className="entry">
      <form className="entry-card" noValidate onSubmit={submit}>
        <Stack gap={3}>
          <header>
            <h1>{title}</h1>
            {lead !== undefined && <p className="entry-lead">{lead}</p>}
          </header>
          {refusal && <Notice tone="refused" message={refusal.message} remedy={refusal.remedy} />}
          {children}
          <div className="entry-actions">{actions}</div>
        </Stack>
      </form>
    </main>
  );
}
