// Labels with a Data Matrix code, as they are stuck on syringes, tubes and boxes: shown, and printed one a label.
// Must not hold a fact that tells a group: callers choose the lines.

import { Printer } from 'lucide-react';
import { toSVG } from 'bwip-js/browser';
import { useEffect, useRef, useState, type ReactElement, type ReactPortal } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './Button.tsx';
import { CodeImage } from './CodeImage.tsx';
import { word } from './words.ts';
import './labels.css';

export interface Label {
  /** What a scanner reads. */
  readonly code: string;
  /** At most four lines; the first is the largest. */
  readonly lines: readonly string[];
}

/** Data Matrix ECC 200 (ISO/IEC 16022) of `code`, as SVG text. */
export function dataMatrix(code: string): string {
  return toSVG({ bcid: 'datamatrix', text: code, scale: 3, padding: 2 });
}

interface LabelsProps {
  readonly labels: readonly Label[];
}

export function Labels({ labels }: LabelsProps): ReactElement {
  const [isPrinting, setIsPrinting] = useState(false);
  return (
    <div className="ui-labels">
      <Sheet labels={labels} className="ui-labels-sheet" />
      <div className="ui-labels-actions">
        <Button icon={Printer} onPress={() => setIsPrinting(true)}>
          {labels.length === 1 ? word('ui.print-label') : word('ui.print-labels', { count: labels.length })}
        </Button>
      </div>
      {isPrinting && <PrintedSheet labels={labels} onDone={() => setIsPrinting(false)} />}
    </div>
  );
}

function Sheet({ labels, className }: LabelsProps & { readonly className: string }): ReactElement {
  return (
    <ul className={className}>
      {labels.map((label) => (
        <li key={label.code} className="ui-label">
          <CodeImage svg={dataMatrix(label.code)} label={label.code} size="small" />
          <div className="ui-label-lines">
            {label.lines.map((line, index) => (
              <span key={index} className={index === 0 ? 'ui-label-first' : 'ui-label-line'}>
                {line}
              </span>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Beside everything else in the page, where no dialog or scroll box cuts it off; there only while it is printed. */
function PrintedSheet({ labels, onDone }: LabelsProps & { readonly onDone: () => void }): ReactPortal {
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    const end = (): void => done.current();
    window.addEventListener('afterprint', end);
    // A picture that is not decoded yet would print as a gap.
    const pictures = [...document.querySelectorAll<HTMLImageElement>('.ui-labels-print img')];
    void Promise.allSettled(pictures.map((picture) => picture.decode())).then(() => window.print());
    return () => window.removeEventListener('afterprint', end);
  }, []);
  return createPortal(<Sheet labels={labels} className="ui-labels-print" />, document.body);
}
