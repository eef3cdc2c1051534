// A sentence whose probabilities are never broken: `p = 4.1e-7` stays on one line.
// Must not change a word.

import { Fragment, type ReactElement } from 'react';

const probability = /(p [=<] [\d.e-]*\d)/;

export function ProbabilityText({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {text.split(probability).map((part, index) =>
        // Parts of one sentence have no identity but their order.
        probability.test(part) ? (
          <span key={index} className="figures-unbroken">
            {part}
          </span>
        ) : (
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </>
  );
}
