// A sheet at the right edge: details of one thing while the page stays where it was.
// Must not hold a task of several steps: that is a page.

import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';

import { OverlayContent } from './Dialog.tsx';
import './overlay.css';

interface DrawerProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  /** Wraps body and actions in a form. */
  onSubmit?: (() => void) | undefined;
}

export function Drawer({ isOpen, onClose, title, children, actions, onSubmit }: DrawerProps): ReactElement {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose();
      }}
      isDismissable={!onSubmit}
      className="ui-veil ui-veil-side"
    >
      <Modal className="ui-drawer-box">
        <AriaDialog className="ui-dialog">
          <OverlayContent {...{ title, onClose, actions, onSubmit }} isForReading={!onSubmit}>
            {children}
          </OverlayContent>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
