// Names and what they are: ear tag, sex, birth date.
// Must not be used for what is measured over time: that is a table.

import type { ReactElement, ReactNode } from 'react';

import './layout.css';

export interface Fact {
  name: string;
  value: ReactNode;
}

export function Facts({ facts }: { facts: readonly Fact[] }): ReactElement {
  return (
    <dl className="ui-facts">
      {facts.map((fact) => (
        <FactPair key={fact.name} {...fact} />
      ))}
    </dl>
  );
}

function FactPair({ name, value }: Fact): ReactElement {
  return (
    <>
      <dt className="ui-fact-name">{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
