// Where one number came from and where it goes: formula, inputs, version, the wells of the file, results and figures.
// Must not compute or shorten: every input is named.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { NumberView } from '../../../shared/domain/assay-view.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Soft } from '../../ui/Text.tsx';
import { PlateGrid, type ShownWell } from './PlateGrid.tsx';
import { draftOf, namedWells } from './draft.ts';
import { analyteLabel, NumberValue, timePointWords } from './ResultTable.tsx';
import type { Shown } from './shown.ts';
import { aboveOf, belowOf } from './trace.ts';

interface NumberOriginProps {
  readonly shown: Shown;
  readonly number: NumberView;
  readonly onOpen: (numberId: string) => void;
}

export function NumberOrigin({ shown, number, onOpen }: NumberOriginProps): ReactElement {
  const { about, output, readings } = shown;
  const { label, about: whose, formulaText, flagTexts, inputs } = number;
  const byId = new Map(output.numbers.map((one) => [one.id, one]));
  const wells = new Map(readings.map((one) => [one.id, one]));
  const above = aboveOf(output.numbers, number.id);
  const usedIn = output.results.filter((one) => above.has(one.numberId));
  const into = output.numbers.filter((one) => one.inputs.includes(number.id));
  const assay = say(`assay.key.${about.assayKey}`);
  return (
    <Panel
      title={say('assays.origin', { number: whose === '' ? label : `${label} · ${whose}` })}
      actions={<Button onPress={() => go('assays', about.id)}>{say('assays.origin-close')}</Button>}
    >
      <Stack gap={2}>
        <Facts
          facts={[
            { name: say('assays.column-value'), value: <NumberValue number={number} /> },
            { name: say('assays.formula'), value: <span className="assays-formula">{formulaText}</span> },
            ...(flagTexts.length === 0
              ? []
              : [{ name: say('assays.column-flags'), value: flagTexts.join('; ') }]),
            {
              name: say('assays.version'),
              value: say('assay.title-with-version', { assay, version: about.assayVersion }),
            },
            {
              name: say('assays.inputs'),
              value: (
                <ul className="assays-links">
                  {inputs.map((id) => {
                    const input = byId.get(id);
                    const well = wells.get(id);
                    return (
                      <li key={id}>
                        {input ? (
                          <NumberLink number={input} onOpen={onOpen} />
                        ) : (
                          <span>
                            {well ? wellWords(well) : id}
                            {well && well.leftOut !== null && <Soft> · {well.leftOut}</Soft>}
                          </span>
                        )}
                      </li>
                    );
                  })}
                </ul>
              ),
            },
            {
              name: say('assays.used-by'),
              value: (
                <ul className="assays-links">
                  {into.map((one) => (
                    <li key={one.id}>
                      <NumberLink number={one} onOpen={onOpen} />
                    </li>
                  ))}
                  {usedIn.slice(0, shownUses).map((one) => (
                    <li key={`${one.animalId}/${one.timePoint}/${one.analyte}`}>
                      <ResultUse {...one} />
                    </li>
                  ))}
                  {usedIn.length > shownUses && (
                    <li>{say('assays.more-uses', { count: usedIn.length - shownUses })}</li>
                  )}
                  {into.length + usedIn.length === 0 && <li>{say('assays.used-nowhere')}</li>}
                </ul>
              ),
            },
          ]}
        />
        <OriginPlates shown={shown} number={number} />
      </Stack>
    </Panel>
  );
}

/** A parameter of the curve goes into every result of the plate. */
const shownUses = 6;

type ShownReading = Shown['readings'][number];

function wellWords({ plate, well, value, raw }: ShownReading): string {
  return say('assays.well-words', { plate, well, value: value ?? raw ?? '–' });
}

interface NumberLinkProps {
  readonly number: NumberView;
  readonly onOpen: (numberId: string) => void;
}

function NumberLink({ number, onOpen }: NumberLinkProps): ReactElement {
  const { id, label, about, value, unit } = number;
  const words = [
    about === '' ? label : `${label} · ${about}`,
    value === null ? '' : `${value} ${unit}`.trim(),
  ];
  return (
    <Button variant="plain" onPress={() => onOpen(id)}>
      {words.filter((one) => one !== '').join(': ')}
    </Button>
  );
}

interface ResultUseProps {
  readonly animalId: string;
  readonly timePoint: string;
  readonly analyte: string;
}

/** The result of an animal that this number is part of, as the notebook has it now, and its figure. */
function ResultUse({ animalId, timePoint, analyte }: ResultUseProps): ReactElement {
  const { value: trace } = useLive('result.trace', { resultId: `${animalId}/${timePoint}/${analyte}` });
  const result = say('assays.result-of', {
    analyte: analyteLabel(analyte),
    animal: animalId,
    timePoint: timePointWords(timePoint),
  });
  const figure = trace?.figure;
  return (
    <>
      <Button variant="plain" onPress={() => go('results', analyte)}>
        {result}
      </Button>
      {figure && (
        <>
          {' · '}
          {figure.isInFigure ? (
            <Button variant="plain" onPress={() => go('results', 'figures', figure.panel)}>
              {say('assays.in-figure', { figure: figure.panel })}
            </Button>
          ) : (
            <Soft>{say('assays.not-in-figure', { figure: figure.panel })}</Soft>
          )}
        </>
      )}
    </>
  );
}

/** Each plate of the file that has a well of the number, with those wells marked. */
function OriginPlates({ shown, number }: Pick<NumberOriginProps, 'shown' | 'number'>): ReactElement {
  const { output, readings, about, input } = shown;
  const [active, setActive] = useState<string>();
  const below = belowOf(output.numbers, number.id);
  const nameOf = namedWells(draftOf(about.assayKey, about, input));
  const plates = [...new Set(readings.filter((one) => below.has(one.id)).map((one) => one.plate))];
  return (
    <>
      {plates.map((plate) => {
        const wells = readings
          .filter((one) => one.plate === plate)
          .map(({ id, well, value, raw, leftOut }): ShownWell => {
            const { name, use } = nameOf.get(`${plate}/${well}`) ?? { name: '', use: 'sample' as const };
            const isMarked = below.has(id);
            return { well, text: value ?? raw ?? '–', name, use, leftOut, note: null, isMarked };
          });
        const marked = wells.filter((one) => one.isMarked).map((one) => one.well);
        return (
          <Stack key={plate} gap={1}>
            <span>{say('assays.wells-of', { plate, wells: marked.join(', ') })}</span>
            <PlateGrid label={plate} wells={wells} active={active} onActive={setActive} />
          </Stack>
        );
      })}
    </>
  );
}
