// One thing recorded about an animal, in a dialog: its fields, reason, people and time, refusal, and the button.
// Must not close on a refusal, nor lose what was typed.

import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { CommandMeta } from '../../../shared/contract.ts';
import { useActFields } from '../../ActFields.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver, type Saver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { showToast } from '../../ui/toast.ts';
import { word } from '../../ui/words.ts';

interface ActDialogProps {
  readonly title: string;
  /** What the button does: "Record the death". */
  readonly submit: string;
  /** For what ends an animal's part in the study. */
  readonly isDanger?: boolean | undefined;
  readonly hasReason?: boolean | undefined;
  readonly reasonLabel?: string | undefined;
  /** False: something is not filled in yet; the fields then say so. */
  readonly isComplete?: boolean | undefined;
  readonly save: (saver: Saver, meta: CommandMeta) => Promise<{ readonly ok: boolean }>;
  /** Said when it is saved. */
  readonly done: string;
  readonly onClose: () => void;
  /** The fields, given whether the button was pressed already. */
  readonly children?: ((isTried: boolean) => ReactNode) | undefined;
}

export function ActDialog({
  title,
  submit,
  isDanger = false,
  hasReason = false,
  reasonLabel,
  isComplete = true,
  save,
  done,
  onClose,
  children,
}: ActDialogProps): ReactElement {
  const saver = useSaver();
  const act = useActFields({ hasReason, reasonLabel });
  const [isTried, setTried] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  // Whoever opens the dialog wants to type: the first field is ready for it.
  useEffect(() => fields.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);

  const carryOut = async (): Promise<void> => {
    setTried(true);
    if (!isComplete || saver.isSaving) return;
    const outcome = await save(saver, act.meta);
    if (!outcome.ok) return;
    showToast({ tone: 'done', message: done });
    onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      onSubmit={() => void carryOut()}
      actions={
        <>
          <Button onPress={onClose}>{word('ui.cancel')}</Button>
          <Button variant={isDanger ? 'danger' : 'primary'} type="submit" isPending={saver.isSaving}>
            {submit}
          </Button>
        </>
      }
    >
      <div ref={fields}>
        <Stack gap={2}>
          {children?.(isTried)}
          {act.fields}
          <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
        </Stack>
      </div>
    </Dialog>
  );
}
