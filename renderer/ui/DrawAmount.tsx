// The amount to draw, the largest thing on the screen; or the refusal, in its place.
// Must not show an amount and a refusal at once, nor calculate.

import { OctagonX } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

import { Icon } from './Icon.tsx';
import { Measure } from './Measure.tsx';
import { word } from './words.ts';
import './clock.css';

interface DrawAmountProps {
  /** Above the amount; "Draw" unless told. */
  label?: string | undefined;
  /** What to draw, or why not and what to do. */
  dose: { value: string; unit: string } | { refusal: { message: string; remedy: string } };
  /** Under the amount: syringe and graduation, exact volume, error of rounding. */
  notes?: readonly string[] | undefined;
  actions?: ReactNode;
}

export function DrawAmount({
  label = word('ui.draw'),
  dose,
  notes = [],
  actions,
}: DrawAmountProps): ReactElement {
  if ('refusal' in dose) {
    return (
      <div className="ui-draw ui-draw-refused" role="alert">
        <div className="ui-draw-label">
          <Icon of={OctagonX} size="large" />
          {word('ui.no-dose')}
        </div>
        <p className="ui-draw-message">{dose.refusal.message}</p>
        <p className="ui-draw-remedy">{dose.refusal.remedy}</p>
        {actions !== undefined && <div className="ui-draw-actions">{actions}</div>}
      </div>
    );
  }
  return (
    <section className="ui-draw" aria-label={label}>
      <div className="ui-draw-label">{label}</div>
      <div className="ui-draw-amount">
        <Measure value={dose.value} unit={dose.unit} />
      </div>
      {notes.length > 0 && (
        <div className="ui-draw-notes">
          {notes.map((note) => (
            <span key={note}>{note}</span>
          ))}
        </div>
      )}
      {actions !== undefined && <div className="ui-draw-actions">{actions}</div>}
    </section>
  );
}
