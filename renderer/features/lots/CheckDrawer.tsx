// The ELISA of unconcentrated medium: one value a parallel bottle for each factor, typed or pasted.
// Must not send a factor for which nothing was entered.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SecretomeFactor } from '../../../shared/domain/secretome-factors.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface CheckDrawerProps {
  readonly lotId: string;
  readonly reference: readonly SecretomeFactor[];
  /** There is a check already: another one needs a reason. */
  readonly isReplacing: boolean;
  readonly onClose: () => void;
}

export function CheckDrawer({ lotId, reference, isReplacing, onClose }: CheckDrawerProps): ReactElement {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  return (
    <SaveForm
      frame="drawer"
      title={say('lots.add-check')}
      lead={say('lots.check-lead')}
      submit={say('lots.check-submit')}
      hasReason={isReplacing}
      onClose={onClose}
      save={(saver, meta) => {
        const factors = reference
          .map(({ analyte }) => ({ analyte, values: valuesIn(texts[analyte] ?? '') }))
          .filter((one) => one.values.length > 0);
        return saver.save('lot.recordCheck', { lotId, factors }, meta);
      }}
    >
      {reference.map((factor) => (
        <TextField
          key={factor.analyte}
          label={say('lots.factor-values', { factor: factor.label, unit: factor.unit })}
          description={say('lots.article-value', {
            mean: factor.referenceMean,
            sd: factor.referenceSd,
            unit: factor.unit,
          })}
          value={texts[factor.analyte] ?? ''}
          onChange={(text) => setTexts({ ...texts, [factor.analyte]: text })}
        />
      ))}
    </SaveForm>
  );
}

/** Separated by spaces, tabs, semicolons or lines; a comma stays, so that `1,5` is refused and not read as two. */
function valuesIn(text: string): string[] {
  return text.split(/[\s;]+/).filter((one) => one !== '');
}
