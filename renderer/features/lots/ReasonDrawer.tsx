// A sheet for one act on a lot: its own fields, who and when, the reason where it needs one, one button.
// Must not close before it was saved.

import type { ReactElement, ReactNode } from 'react';
import type { CommandMeta } from '../../../shared/contract.ts';
import type { Outcome } from '../../../shared/kernel/refusal.ts';
import { useActFields } from '../../ActFields.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver, type Saver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { Stack } from '../../ui/Layout.tsx';

interface ReasonDrawerProps {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly submit: string;
  readonly isDanger?: boolean | undefined;
  /** False while what the act is about is not entered. */
  readonly isReady?: boolean | undefined;
  /** Off for acts that need no reason. */
  readonly hasReason?: boolean | undefined;
  readonly onClose: () => void;
  readonly save: (saver: Saver, meta: CommandMeta) => Promise<Outcome<unknown>>;
  readonly children?: ReactNode;
}

export function ReasonDrawer(props: ReasonDrawerProps): ReactElement {
  const {
    title,
    lead,
    submit,
    isDanger = false,
    hasReason = true,
    isReady = true,
    onClose,
    save,
    children,
  } = props;
  const act = useActFields({ hasReason });
  const saver = useSaver();
  const send = async (): Promise<void> => {
    const outcome = await save(saver, act.meta);
    if (outcome.ok) onClose();
  };
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={title}
      onSubmit={() => void send()}
      actions={
        <Button
          type="submit"
          variant={isDanger ? 'danger' : 'primary'}
          isPending={saver.isSaving}
          isDisabled={!isReady}
        >
          {submit}
        </Button>
      }
    >
      <Stack gap={3}>
        {lead !== undefined && <p>{lead}</p>}
        {children}
        {act.fields}
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      </Stack>
    </Drawer>
  );
}
