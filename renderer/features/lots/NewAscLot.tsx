// A new lot of stem cells: from which animal's fat, by which run; passages and counts follow on its page.
// Must not ask for what is not known before culture.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useActFields } from '../../ActFields.tsx';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { useSaver } from '../../saving.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useCommonFacts } from './common-facts.tsx';
import { inMillilitres, neededError } from './lot-words.ts';
import { NewLotForm } from './NewLotForm.tsx';
import { RunChoice } from './RunChoice.tsx';

export function NewAscLot(): ReactElement {
  const [isTried, setIsTried] = useState(false);
  const common = useCommonFacts('ASC-01', { needs: 'code', isTried });
  const [donorAnimalId, setDonor] = useState<string | null>(null);
  const [runId, setRunId] = useState<string | null>(null);
  const [volumeMicrolitre, setVolume] = useState('0');
  const act = useActFields();
  const saver = useSaver();
  const animals = useLive('animal.list', {}).value?.animals ?? [];
  const donors = animals.filter(({ animal }) => animal.purpose === 'donor');
  const create = async (): Promise<void> => {
    setIsTried(true);
    if (common.isIncomplete || donorAnimalId === null) return;
    const input = { ...common.input, donorAnimalId, runId, volumeMicrolitre };
    const outcome = await saver.save('lot.createAsc', input, act.meta);
    if (outcome.ok) go('lots', outcome.value.value.lotId);
  };
  return (
    <NewLotForm
      title={say('lots.new-asc')}
      lead={say('lots.asc-lead')}
      saver={saver}
      submit={say('lots.create', { code: common.input.code.trim().toUpperCase() })}
      onSubmit={() => void create()}
    >
      <Panel title={say('lots.what')}>{common.fields}</Panel>
      <Panel title={say('lots.origin')}>
        <Grid>
          <ComboBox
            label={say('lots.donor')}
            description={say('lots.donor-hint')}
            options={donors.map(({ animal }) => ({
              value: animal.id,
              label: animal.id,
              note: animal.earTag,
            }))}
            value={donorAnimalId}
            onChange={setDonor}
            isRequired
            error={neededError(donorAnimalId ?? '', isTried)}
          />
          <RunChoice protocolKey="asc-isolation" value={runId} onChange={setRunId} />
          <NumberField
            label={say('lots.volume')}
            description={volumeMicrolitre === '0' ? say('lots.volume-zero') : inMillilitres(volumeMicrolitre)}
            unit="µL"
            value={volumeMicrolitre}
            onChange={setVolume}
          />
        </Grid>
      </Panel>
      <Panel title={say('lots.by-whom')}>{act.fields}</Panel>
    </NewLotForm>
  );
}
