// Giving a dose at the table: animal and syringe are scanned or picked, must match, and only then it can be injected.
// Must not fill in what a person is to read from the animal or from the label.

import { useState, type ReactElement, type ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Source } from '../../../shared/kernel/record.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { InjectDose } from './InjectDose.tsx';
import { ScanField } from './ScanField.tsx';
import { resolveScan } from './scanning.ts';

interface GiveDoseProps {
  /** Known from the page; null is to be scanned or picked. */
  readonly animalId: string | null;
  readonly code: string | null;
}

export function GiveDose(given: GiveDoseProps): ReactElement {
  const me = useMe();
  const [animalId, setAnimalId] = useState(given.animalId);
  const [code, setCode] = useState(given.code);
  const [source, setSource] = useState<Source>('typed');
  const [error, setError] = useState<string>();

  const take = async (text: string, how: Source): Promise<void> => {
    const scanned = await resolveScan(text);
    if (scanned.kind === 'other') return setError(scanned.message);
    const wanted = scanned.kind === 'animal' ? given.animalId : given.code;
    if (wanted !== null && wanted !== scanned.code) {
      return setError(say('dosing.other-animal', { scanned: scanned.code, wanted }));
    }
    setError(undefined);
    setSource(how);
    if (scanned.kind === 'animal') setAnimalId(scanned.code);
    else setCode(scanned.code);
  };

  if (!me.can('dose.give')) {
    return <Notice message={say('dosing.may-not-give')} remedy={say('dosing.may-not-give-remedy')} />;
  }
  return (
    <>
      <section className="dose-match-frame" aria-label={say('dosing.match')}>
        <div className="dose-match dose-large">
          <Matched
            title={say('dosing.animal')}
            value={animalId}
            again={given.animalId === null ? () => setAnimalId(null) : undefined}
          >
            <ScanField
              label={say('dosing.scan-animal')}
              action={say('dosing.take')}
              error={error}
              takesFocus={animalId === null}
              onCode={(text, how) => void take(text, how)}
            />
            <PickAnimal onPick={setAnimalId} />
          </Matched>
          <Matched
            title={say('dosing.syringe')}
            value={code}
            again={given.code === null ? () => setCode(null) : undefined}
          >
            <ScanField
              label={say('dosing.scan-syringe')}
              description={say('dosing.scan-syringe-hint')}
              action={say('dosing.take')}
              error={animalId === null ? undefined : error}
              takesFocus={animalId !== null}
              onCode={(text, how) => void take(text, how)}
            />
          </Matched>
        </div>
      </section>
      {animalId !== null && code !== null && (
        <InjectDose key={`${animalId} ${code}`} animalId={animalId} code={code} source={source} />
      )}
    </>
  );
}

interface MatchedProps {
  readonly title: string;
  readonly value: string | null;
  /** Scans another one; undefined where the page itself names it. */
  readonly again: (() => void) | undefined;
  readonly children: ReactNode;
}

function Matched({ title, value, again, children }: MatchedProps): ReactElement {
  if (value === null) {
    return (
      <div className="dose-match-part">
        <h2 className="dose-match-title">{title}</h2>
        {children}
      </div>
    );
  }
  return (
    <div className="dose-match-part">
      <h2 className="dose-match-title">{title}</h2>
      <div className="dose-match-foot">
        <span className="dose-match-value">{value}</span>
        <StatusPill tone={again ? 'done' : 'neutral'}>
          {say(again ? 'dosing.read' : 'dosing.from-page')}
        </StatusPill>
        {again && <Button onPress={again}>{say('dosing.scan-another')}</Button>}
      </div>
    </div>
  );
}

function PickAnimal({ onPick }: { readonly onPick: (animalId: string) => void }): ReactElement {
  const animals = useLive('animal.list', { status: 'active' }).value?.animals ?? [];
  return (
    <ComboBox
      label={say('dosing.pick-animal')}
      options={animals
        .filter(({ animal }) => animal.purpose === 'study')
        .map(({ animal }) => ({ value: animal.id, label: animal.id, note: animal.earTag }))}
      value={null}
      onChange={(animalId) => {
        if (animalId !== null) onPick(animalId);
      }}
    />
  );
}
