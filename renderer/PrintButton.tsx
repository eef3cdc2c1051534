// Prints an animal, a run, a lot, the ARRIVE report or the whole study as PDF.
// Must not make the PDF: a worker of the main process does.

import { Printer } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ExportScope } from '../shared/services.ts';
import { bridge } from './bridge.ts';
import { ExportButton } from './ExportButton.tsx';

interface PrintButtonProps {
  readonly scope: ExportScope;
  /** What will be printed: "Print the pages of P07". */
  readonly label: string;
}

const words = { working: 'print.working', done: 'print.done', failed: 'print.failed' } as const;

export function PrintButton({ scope, label }: PrintButtonProps): ReactElement {
  const start = () => bridge.service('export.pdf', { scope });
  return <ExportButton icon={Printer} label={label} words={words} start={start} />;
}
