// The arithmetic of a dose as it is written on paper, from the flat list of factors that the record holds.
// Must not calculate: every number is one of the list.

import { say, type SentenceKey } from '../../../shared/catalogue/catalogue.ts';
import type { EquationLine as Factor } from '../../../shared/domain/dose-arithmetic.ts';
import type { EquationLine, EquationTerm } from '../../ui/Equation.tsx';
import { shortAmount } from './amounts.ts';

type FactorKey = SentenceKey extends infer Key
  ? Key extends `dose.line-${infer Name}`
    ? Name
    : never
  : never;

/** Lines below one another; those whose factors the list does not have are left out. */
export function equationLines(factors: readonly Factor[]): readonly EquationLine[] {
  const find = (key: FactorKey) => factors.find((one) => one.label === say(`dose.line-${key}`));
  const lines: (EquationLine | undefined)[] = [
    lineOf([find('weight'), find('cells-per-kg')], find('cells')),
    lotEquivalentLine(find),
    volumeLine(find),
    drawLine(find),
    errorLine(find),
  ];
  return lines.filter((one) => one !== undefined);
}

type Find = (key: FactorKey) => Factor | undefined;

function lotEquivalentLine(find: Find): EquationLine | undefined {
  const medium = find('cm-processed') ? [find('cm-processed'), find('cm-collected')] : [];
  const terms = [find('source-cells'), ...medium, find('lot-volume')];
  const operators = medium.length === 0 ? (['÷'] as const) : (['×', '÷', '÷'] as const);
  const line = lineOf(terms, find('lot-equivalent'), operators);
  return line && { ...line, terms: [...line.terms, thousand('÷')] };
}

function volumeLine(find: Find): EquationLine | undefined {
  const perMl = find('cells-per-ml') ?? find('reference-per-ml');
  const divisor = perMl ?? find('lot-equivalent') ?? find('reference-per-microlitre');
  const line = lineOf([find('cells'), divisor], find('volume'), ['÷']);
  return line && perMl ? { ...line, terms: [...line.terms, thousand('×')] } : line;
}

function drawLine(find: Find): EquationLine | undefined {
  const deadSpace = find('dead-space');
  const graduation = find('graduation');
  const line = lineOf([find('volume'), ...(deadSpace ? [deadSpace] : [])], find('draw'), ['+']);
  if (!line || !graduation) return line;
  const origin = say('dosing.nearest-mark', { graduation: shortAmount(graduation.value) });
  return { ...line, sign: '≈', result: { ...line.result, value: shortAmount(line.result.value), origin } };
}

function errorLine(find: Find): EquationLine | undefined {
  const error = find('error');
  if (!error) return undefined;
  const term = { value: error.from, unit: '', name: say('dosing.error-terms'), origin: '' };
  return { terms: [term], result: { value: error.value, unit: error.unit, name: error.label } };
}

function lineOf(
  factors: readonly (Factor | undefined)[],
  result: Factor | undefined,
  operators: readonly EquationTerm['operator'][] = ['×'],
): EquationLine | undefined {
  const known = factors.filter((one) => one !== undefined);
  if (!result || known.length !== factors.length) return undefined;
  const terms = known.map(({ label, from, ...factor }, index): EquationTerm => ({
    ...factor,
    name: label,
    origin: isComputed(label) ? say('dosing.from-above') : from,
    ...(index === 0 ? {} : { operator: operators[index - 1] }),
  }));
  return { terms, result: { value: result.value, unit: result.unit, name: result.label } };
}

/** A result of an earlier line: its formula stands there. */
function isComputed(label: string): boolean {
  const computed: readonly FactorKey[] = ['cells', 'lot-equivalent', 'volume'];
  return computed.some((key) => label === say(`dose.line-${key}`));
}

function thousand(operator: '×' | '÷'): EquationTerm {
  const origin = say('dosing.from-unit');
  return { operator, value: '1000', unit: 'µL/mL', name: say('dosing.microlitre-per-ml'), origin };
}
