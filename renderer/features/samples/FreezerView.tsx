// One freezer: its racks and boxes with how full they are, and the positions of one box with what lies there.
// Must not move anything: a sample is moved on its own page.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Soft } from '../../ui/Text.tsx';
import { firstWithRoom, takenIn, type FreezerRow } from './BoxChoice.tsx';
import { BoxGrid } from './BoxGrid.tsx';
import { FreezerDialog } from './FreezerDialog.tsx';

const placeForm = /^([^/]+)(?:\/R(\d+)\/B(\d+)(?:\/[A-Z]\d+)?)?$/;

interface FreezerViewProps {
  /** `F1`, `F1/R2/B3` or `F1/R2/B3/A5`. */
  readonly at: string;
}

export function FreezerView({ at }: FreezerViewProps): ReactElement {
  const me = useMe();
  const [isChanging, setIsChanging] = useState(false);
  const { value, refusal } = useLive('freezer.list', {});
  const [, freezerId = at, rackText, boxText] = placeForm.exec(at) ?? [];
  const freezer = value?.freezers.find((one) => one.id === freezerId);
  const chosen =
    rackText === undefined
      ? freezer && firstWithRoom(freezer)
      : { rack: Number(rackText), box: Number(boxText) };
  return (
    <Page
      title={freezer ? `${freezer.id} · ${freezer.title}` : freezerId}
      lead={
        freezer &&
        `${freezer.temperatureCelsius.replace('-', '−')}\u00a0°C · ${say('samples.places-taken', { taken: freezer.taken, places: freezer.places })}`
      }
      isWide
      back={{ label: say('samples.all-freezers'), onPress: () => go('samples', undefined, 'freezer') }}
      actions={
        freezer && me.can('freezer.define') ? (
          <Button onPress={() => setIsChanging(true)}>{say('samples.change-freezer')}</Button>
        ) : undefined
      }
    >
      <RefusalNotice refusal={refusal} />
      {value && !freezer && (
        <EmptyState
          title={say('samples.freezer-unknown-title', { id: freezerId })}
          action={
            <Button onPress={() => go('samples', undefined, 'freezer')}>{say('samples.all-freezers')}</Button>
          }
        >
          {say('samples.freezer-unknown')}
        </EmptyState>
      )}
      {freezer && chosen && (
        <div className="samples-freezer">
          <Racks freezer={freezer} chosen={chosen} />
          <BoxPanel freezer={freezer} chosen={chosen} marked={at} />
        </div>
      )}
      {freezer && isChanging && <FreezerDialog freezer={freezer} onClose={() => setIsChanging(false)} />}
    </Page>
  );
}

interface ChosenProps {
  readonly freezer: FreezerRow;
  readonly chosen: { readonly rack: number; readonly box: number };
}

function Racks({ freezer, chosen }: ChosenProps): ReactElement {
  const numbers = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => index + 1);
  return (
    <Panel title={say('samples.racks-of', { freezer: freezer.id })}>
      <ul className="samples-racks">
        {numbers(freezer.racks).map((rack) => (
          <li key={rack} className="samples-rack">
            <h3 className="samples-rack-name">{say('samples.rack-number', { number: rack })}</h3>
            <div className="samples-rack-boxes">
              {numbers(freezer.boxesPerRack).map((box) => {
                const taken = takenIn(freezer, rack, box);
                const isChosen = rack === chosen.rack && box === chosen.box;
                const id = `${freezer.id}/R${rack}/B${box}`;
                return (
                  <button
                    key={box}
                    type="button"
                    className={taken > 0 ? 'samples-box-button samples-box-used' : 'samples-box-button'}
                    aria-pressed={isChosen}
                    aria-label={say('samples.box-button', { box: id, taken, places: freezer.placesPerBox })}
                    onClick={() => go('samples', id, 'freezer')}
                  >
                    <span className="samples-box-name">B{box}</span>
                    <span>{taken}</span>
                  </button>
                );
              })}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function BoxPanel({ freezer, chosen, marked }: ChosenProps & { readonly marked: string }): ReactElement {
  const { value, refusal } = useLive('freezer.show', { freezerId: freezer.id, ...chosen });
  const box = value?.box;
  const boxId = `${freezer.id}/R${chosen.rack}/B${chosen.box}`;
  const taken = takenIn(freezer, chosen.rack, chosen.box);
  return (
    <Panel
      title={say('samples.box-title', { box: boxId })}
      mark={<Soft>{say('samples.box-fill', { taken, places: freezer.placesPerBox })}</Soft>}
    >
      <RefusalNotice refusal={refusal} />
      {value && !box && <p>{say('samples.box-unknown', { freezer: freezer.id })}</p>}
      {box && (
        <BoxGrid
          key={box.id}
          boxId={box.id}
          rows={box.rows}
          marked={marked}
          isNamed
          hint={say('samples.open-hint')}
          onPress={({ occupantId }) => {
            if (occupantId !== null) go('samples', occupantId);
          }}
        />
      )}
    </Panel>
  );
}
