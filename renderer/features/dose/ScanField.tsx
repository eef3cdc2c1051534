// A field that takes a scan or a typed code; Enter or the button hands it on.
// Must not know what the code means.

import { ScanLine } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import type { Source } from '../../../shared/kernel/record.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import './dose.css';

interface ScanFieldProps {
  readonly label: string;
  readonly description?: string | undefined;
  /** What the button does: "Open". */
  readonly action: string;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly onCode: (code: string, source: Source) => void;
}

/** A scanner sends a whole code faster than this for each character; nobody types so. */
const mostMsPerCharacter = 40;

export function ScanField({
  label,
  description,
  action,
  error,
  autoFocus,
  onCode,
}: ScanFieldProps): ReactElement {
  const [text, setText] = useState('');
  const startedAt = useRef(0);
  const hand = (): void => {
    const code = text.trim();
    if (code === '') return;
    const isScanned =
      code.length > 2 && (performance.now() - startedAt.current) / code.length < mostMsPerCharacter;
    setText('');
    onCode(code, isScanned ? 'scanned' : 'typed');
  };
  return (
    <div className="dose-scan">
      <TextField
        label={label}
        description={description}
        error={error}
        value={text}
        isMono
        autoFocus={autoFocus}
        onChange={(next) => {
          if (text === '') startedAt.current = performance.now();
          setText(next);
        }}
        onEnter={hand}
      />
      <Button icon={ScanLine} onPress={hand}>
        {action}
      </Button>
    </div>
  );
}
