// The numbers and checks of an assay in words: what each is, its formula with the numbers put in, its flags.
// Must not compute or leave out a number.

import type { AssayCheck, AssayOutput, DerivedNumber } from '../assays/assay.ts';
import { formulaText } from '../assays/formula.ts';
import { say } from '../catalogue/catalogue.ts';

export interface NumberView extends DerivedNumber {
  /** Such as `Concentration`. */
  readonly label: string;
  readonly formulaText: string;
  readonly flagTexts: readonly string[];
}

export interface CheckView extends AssayCheck {
  readonly text: string;
}

export function numberView(number: DerivedNumber): NumberView {
  return {
    ...number,
    label: say(`assay.quantity.${number.quantity}`),
    formulaText: formulaText(number.formula),
    flagTexts: number.flags.map((flag) => say(`assay.flag.${flag}`)),
  };
}

export function checkView(check: AssayCheck): CheckView {
  return { ...check, text: say(`assay.check.${check.key}`, check.parameters) };
}

export function outputView({ numbers, checks, results, lotFactors }: AssayOutput) {
  return { numbers: numbers.map(numberView), checks: checks.map(checkView), results, lotFactors };
}
