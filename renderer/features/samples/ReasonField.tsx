// The reason for what is outside the plan or cannot be taken back.
// Must not be shown before it is needed: it takes the focus when it appears.

import type { ReactElement } from 'react';
import { TextField } from '../../ui/TextField.tsx';

interface ReasonFieldProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: string;
  readonly onChange: (reason: string) => void;
}

export function ReasonField(props: ReasonFieldProps): ReactElement {
  return <TextField {...props} isMultiline isRequired autoFocus />;
}

/** What goes with the command; nothing while the field is empty. */
export function reasonMeta(reason: string): { readonly reason?: string } {
  return reason.trim() === '' ? {} : { reason: reason.trim() };
}
