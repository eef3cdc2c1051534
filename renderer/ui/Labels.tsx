// Labels with a Data Matrix code, as they are stuck on syringes, tubes and boxes: shown, and printed one a label.
// Must not hold a fact that tells a group: callers choose the lines.

import { Printer } from 'lucide-react';
import { toSVG } from 'bwip-js/browser';
import type { ReactElement } from 'react';
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
  return (
    <div className="ui-labels">
      <ul className="ui-labels-sheet">
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
      <div className="ui-labels-actions">
        <Button icon={Printer} onPress={() => window.print()}>
          {labels.length === 1 ? word('ui.print-label') : word('ui.print-labels', { count: labels.length })}
        </Button>
      </div>
    </div>
  );
}
