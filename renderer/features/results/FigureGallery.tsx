// The article's figures side by side, each drawn small from the notebook as it is now; one press opens one.
// Must not hide a figure without data: it says what is missing.

import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { drawFigure } from '../../../shared/report/figure.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Soft } from '../../ui/Text.tsx';
import { FigureDrawing } from './FigureDrawing.tsx';
import { WhyCoded } from './WhyCoded.tsx';

type Listed = QueryValue<'figure.list'>['figures'][number];

export function FigureGallery(): ReactElement {
  const { value, refusal } = useLive('figure.list', {});
  if (!value) return <RefusalNotice refusal={refusal} />;
  return (
    <>
      <WhyCoded refusal={value.whyCoded} />
      <ul className="figures-gallery" aria-label={say('figures.gallery')}>
        {value.figures.map((one) => (
          <li key={one.figure} className={one.model.panels.length > 1 ? 'figures-wide' : ''}>
            <Card listed={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Card({ listed: { figure, title, model, missing } }: { readonly listed: Listed }): ReactElement {
  const isEmpty = model.panels.length === 0;
  return (
    <AriaButton className="figures-card" onPress={() => go('results', 'figures', figure)}>
      <span className="figures-sheet">
        {isEmpty ? (
          <span className="figures-empty">{say('figures.card-empty')}</span>
        ) : (
          <FigureDrawing figure={drawFigure(model, model.panels.length > 1 ? 174 : 85)} />
        )}
      </span>
      <span className="figures-card-title">{say('figures.card', { figure })}</span>
      <Soft>
        {title}
        {!isEmpty && missing.length > 0 && ` · ${say('figures.card-partly', { missing: missing.length })}`}
      </Soft>
    </AriaButton>
  );
}
