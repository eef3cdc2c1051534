// Arithmetic as on paper: every factor with its unit, its name and where it came from, the result underlined twice.
// Must not calculate: the numbers are those of the record.

import type { ReactElement } from 'react';

import { NumberText } from './Measure.tsx';
import './clock.css';
import './text.css';

export interface EquationTerm {
  /** Before this term; none before the first. */
  operator?: '×' | '÷' | '+' | '−' | undefined;
  /** Decimal text. */
  value: string;
  unit: string;
  /** What it is: "body weight". */
  name: string;
  /** Where it came from: "scale, 24 Nov 08:12, technician-1". */
  origin: string;
}

export interface EquationLine {
  terms: readonly EquationTerm[];
  /** `≈` where the result is rounded to what can be drawn; `=` unless told. */
  sign?: '=' | '≈' | undefined;
  result: Omit<EquationTerm, 'operator' | 'origin'> & { origin?: string | undefined };
}

interface EquationProps {
  label: string;
  /** Below one another, in the order of the calculation. */
  lines: readonly EquationLine[];
}

export function Equation({ label, lines }: EquationProps): ReactElement {
  return (
    <section className="ui-equation" aria-label={label}>
      {lines.map((line) => (
        <div key={line.result.name} className="ui-equation-line">
          {line.terms.map((term) => (
            <Term key={term.name} {...term} />
          ))}
          <div className="ui-equation-pair">
            <span className="ui-equation-sign">{line.sign ?? '='}</span>
            <div className="ui-equation-result">
              <Value {...line.result} />
            </div>
          </div>
        </div>
      ))}
    </section>
  );
}

function Term({ operator, ...value }: EquationTerm): ReactElement {
  return (
    <div className="ui-equation-pair">
      {operator !== undefined && <span className="ui-equation-sign">{operator}</span>}
      <Value {...value} />
    </div>
  );
}

function Value({ value, unit, name, origin }: EquationLine['result']): ReactElement {
  return (
    <div className="ui-equation-term">
      <div className="ui-equation-value ui-measure">
        <NumberText value={value} />
        <span className="ui-measure-unit">{unit}</span>
      </div>
      <div className="ui-equation-name">
        {name}
        {origin !== undefined && (
          <>
            <br />
            {origin}
          </>
        )}
      </div>
    </div>
  );
}
