// Where one result came from: typed by whom, or computed by which assay, step by step down to the wells and files.
// Must not recompute: it shows what the record of the assay holds.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { resultText } from '../../../shared/domain/result.ts';
import { useLive } from '../../live.ts';
import { usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { Code, Soft } from '../../ui/Text.tsx';

type Trace = NonNullable<QueryValue<'result.trace'>>;

export function ResultTrace({ resultId }: { readonly resultId: string }): ReactElement | null {
  const { nameOf } = usePeople();
  const { value, refusal } = useLive('result.trace', { resultId });
  if (value === undefined) return <RefusalNotice refusal={refusal} />;
  if (value === null) return null;
  const { result, assay } = value;
  const text = resultText(result);
  const facts: Fact[] = [
    { name: say('figures.trace-result'), value: text },
    { name: say('figures.trace-by'), value: <PersonTime name={nameOf(result.by)} at={result.at} /> },
    ...(result.reason === null ? [] : [{ name: say('figures.trace-reason'), value: result.reason }]),
    ...(assay === null
      ? []
      : [
          { name: say('figures.trace-assay'), value: `${assay.name} · ${assay.title}` },
          {
            name: say('figures.trace-evaluated'),
            value: <PersonTime name={nameOf(assay.evaluatedBy)} at={assay.evaluatedAt} />,
          },
        ]),
  ];
  return (
    <section className="figures-trace">
      <h3>{say('figures.trace', { value: `${result.animalId}, ${text}` })}</h3>
      <Soft>{say(assay === null ? 'figures.trace-typed' : 'figures.trace-computed')}</Soft>
      <Facts facts={facts} />
      <Steps trace={value} />
      <Wells trace={value} />
      <Button onPress={() => go('results', result.analyte)}>{say('figures.to-grid')}</Button>
    </section>
  );
}

function Steps({ trace: { numbers } }: { readonly trace: Trace }): ReactElement | null {
  if (numbers.length === 0) return null;
  return (
    <>
      <h4>{say('figures.trace-steps')}</h4>
      <ol className="figures-steps">
        {numbers.map(({ id, label, formulaText, flagTexts }) => (
          <li key={id}>
            {label}: <Code>{formulaText}</Code> {flagTexts.join(', ')}
          </li>
        ))}
      </ol>
    </>
  );
}

function Wells({ trace: { wells } }: { readonly trace: Trace }): ReactElement | null {
  if (wells.length === 0) return null;
  const files = new Map(wells.flatMap(({ file }) => (file ? [[file.attachmentId, file] as const] : [])));
  return (
    <>
      <h4>{say('figures.trace-wells')}</h4>
      <ul className="figures-steps">
        {wells.map(({ id, plate, well, value, raw }) => (
          <li key={id}>
            {say('figures.trace-well', { plate, well, value: value ?? raw ?? say('results.no-sd') })}
          </li>
        ))}
        {[...files.values()].map(({ attachmentId, name, hash }) => (
          <li key={attachmentId}>
            {say('figures.trace-file')}: {name} <Code>{hash.slice(0, 16)}</Code>
          </li>
        ))}
      </ul>
    </>
  );
}
