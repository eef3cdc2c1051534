// A question that has to be answered before going on.
// Must not be used in the operating room, nor for what a page can show: no dialog may cover the clock.

import { X } from 'lucide-react';
import type { FormEvent, ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';
import { word } from './words.ts';
import './overlay.css';

interface DialogProps {
  isOpen: boolean;
  /** Escape, the cross, or a press outside where that loses nothing. */
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** The answers, the main one last. */
  actions?: ReactNode;
  /** Wraps body and actions in a form; Enter in a field then sends it. Use a submit button among the actions. */
  onSubmit?: (() => void) | undefined;
  isWide?: boolean | undefined;
  /** An alert interrupts: for what cannot be taken back. */
  isAlert?: boolean | undefined;
  /** Closes on a press outside; off by default, so that nothing typed is lost. */
  isDismissable?: boolean | undefined;
}

export function Dialog({
  isOpen,
  onClose,
  title,
  children,
  actions,
  onSubmit,
  isWide = false,
  isAlert = false,
  isDismissable = false,
}: DialogProps): ReactElement {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose();
      }}
      isDismissable={isDismissable}
      className="ui-veil"
    >
      <Modal className={classes('ui-dialog-box', isWide && 'ui-dialog-wide')}>
        <AriaDialog role={isAlert ? 'alertdialog' : 'dialog'} className="ui-dialog">
          <OverlayContent {...{ title, onClose, actions, onSubmit }}>{children}</OverlayContent>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface OverlayContentProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  actions: ReactNode;
  onSubmit: (() => void) | undefined;
  /** Nothing in it takes the focus, so that the body itself must, to be scrolled by the arrow keys. */
  isForReading?: boolean | undefined;
}

/** Head, body and actions, the same in a dialog and a drawer. */
export function OverlayContent({
  title,
  onClose,
  children,
  actions,
  onSubmit,
  isForReading = false,
}: OverlayContentProps): ReactElement {
  const content = (
    <>
      <div
        className="ui-dialog-body"
        {...(isForReading ? { tabIndex: 0, role: 'region', 'aria-label': title } : {})}
      >
        {children}
      </div>
      {actions !== undefined && <div className="ui-dialog-actions">{actions}</div>}
    </>
  );
  return (
    <>
      <div className="ui-dialog-head">
        <Heading slot="title" level={2} className="ui-dialog-title">
          {title}
        </Heading>
        <IconButton icon={X} label={word('ui.close')} onPress={onClose} shortcut="Esc" />
      </div>
      {onSubmit ? (
        <form
          noValidate
          className="ui-dialog-form"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {content}
        </form>
      ) : (
        content
      )}
    </>
  );
}
