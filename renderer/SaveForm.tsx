// One save in a dialog or a sheet: its fields, who and when, the reason, the refusal, and the button.
// Must not close on a refusal, nor lose what was typed.

import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { CommandMeta } from '../shared/contract.ts';
import { useActFields } from './ActFields.tsx';
import { RefusalNotice } from './RefusalNotice.tsx';
import { useSaver, type Saver } from './saving.ts';
import { Button } from './ui/Button.tsx';
import { Dialog } from './ui/Dialog.tsx';
import { Drawer } from './ui/Drawer.tsx';
import { Stack } from './ui/Layout.tsx';
import { showToast } from './ui/toast.ts';
import { word } from './ui/words.ts';

const frames = { dialog: Dialog, drawer: Drawer } as const;

interface SaveFormProps {
  readonly frame: keyof typeof frames;
  readonly title: string;
  readonly lead?: string | undefined;
  /** What the button does: "Record the death". */
  readonly submit: string;
  /** For what ends something, such as an animal's part in the study. */
  readonly isDanger?: boolean | undefined;
  /** False where the first text field is not what is asked: behind choices, or none but who and when. */
  readonly focusesField?: boolean | undefined;
  /** False: the button waits. */
  readonly isReady?: boolean | undefined;
  /** False: something is not filled in yet; a press of the button makes the fields say so. */
  readonly isComplete?: boolean | undefined;
  /** For a form that starts from values it was opened with: refused where someone changed them since. */
  readonly isEditor?: boolean | undefined;
  /** Off where nobody else can have done it, and at no other time. */
  readonly asksWho?: boolean | undefined;
  readonly hasReason?: boolean | undefined;
  readonly reasonLabel?: string | undefined;
  readonly save: (saver: Saver, meta: CommandMeta) => Promise<{ readonly ok: boolean }>;
  /** Said when it is saved. */
  readonly done?: string | undefined;
  readonly onClose: () => void;
  /** The fields; as a function they are told whether the button was pressed already. */
  readonly children?: ReactNode | ((isTried: boolean) => ReactNode);
}

export function SaveForm({
  frame,
  title,
  lead,
  submit,
  isDanger = false,
  focusesField = true,
  isReady = true,
  isComplete = true,
  isEditor = false,
  asksWho = true,
  hasReason = false,
  reasonLabel,
  save,
  done,
  onClose,
  children,
}: SaveFormProps): ReactElement {
  const Frame = frames[frame];
  const saver = useSaver(isEditor ? 'editor' : 'action');
  const act = useActFields({ hasReason, reasonLabel });
  const [isTried, setTried] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  // Whoever opens it wants to type: the first field is ready for it.
  useEffect(() => {
    if (focusesField) fields.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [focusesField]);

  const carryOut = async (): Promise<void> => {
    setTried(true);
    if (!isComplete || saver.isSaving) return;
    const outcome = await save(saver, act.meta);
    if (!outcome.ok) return;
    if (done !== undefined) showToast({ tone: 'done', message: done });
    onClose();
  };

  return (
    <Frame
      isOpen
      onClose={onClose}
      title={title}
      onSubmit={() => void carryOut()}
      actions={
        <>
          <Button onPress={onClose}>{word('ui.cancel')}</Button>
          <Button
            variant={isDanger ? 'danger' : 'primary'}
            type="submit"
            isPending={saver.isSaving}
            isDisabled={!isReady}
          >
            {submit}
          </Button>
        </>
      }
    >
      <div ref={fields}>
        <Stack gap={2}>
          {lead !== undefined && <p>{lead}</p>}
          {typeof children === 'function' ? children(isTried) : children}
          {asksWho && act.fields}
          <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
        </Stack>
      </div>
    </Frame>
  );
}
