// A field that takes a scan or a typed code; Enter or the button hands it on.
// Must not know what the code means.

import { ScanLine } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
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
  /** Stands ready for the scanner as soon as it is there. */
  readonly takesFocus?: boolean | undefined;
  readonly onCode: (code: string, source: Source) => void;
}

/** A scanner sends a whole code faster than this for each character; nobody types so. */
const mostMsPerCharacter = 40;

export function ScanField(props: ScanFieldProps): ReactElement {
  const { label, description, action, error, takesFocus = false, onCode } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
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
        inputRef={input}
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
