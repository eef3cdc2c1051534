// A lot of secretome from its bottles and units; a unit far from the expected volume is a deviation with a reason.
// Must not reckon the lot's cells per volume: the main process does.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useActFields } from '../../ActFields.tsx';
import { bridge } from '../../bridge.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Grid, Row } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { limitWarning } from '../../ui/number-text.ts';
import { Panel } from '../../ui/Panel.tsx';
import { showToast } from '../../ui/toast.ts';
import {
  BottleRows,
  firstBottle,
  firstUnit,
  UnitRows,
  type BottleEntry,
  type UnitEntry,
} from './bottles-and-units.tsx';
import { useCommonFacts } from './common-facts.tsx';
import { limitsAround } from './lot-words.ts';
import { NewLotForm } from './NewLotForm.tsx';
import { RunChoice } from './RunChoice.tsx';
import { recordedIn } from './run-values.ts';

export function NewSecretomeLot(): ReactElement {
  const [isTried, setIsTried] = useState(false);
  const common = useCommonFacts('SEC-01', { needs: 'code', isTried });
  const [runId, setRunId] = useState<string | null>(null);
  const [bottles, setBottles] = useState<readonly BottleEntry[]>([firstBottle]);
  const [units, setUnits] = useState<readonly UnitEntry[]>([firstUnit]);
  const settings = useLive('study.overview', {}).value?.settings ?? [];
  const answerOf = (key: string): string | null =>
    settings.find((one) => one.definition.key === key)?.value ?? null;
  const expected = answerOf('lot.unitVolumeMicrolitre');
  const tolerance = answerOf('lot.unitVolumeTolerancePercent');
  const limits = expected === null || tolerance === null ? undefined : limitsAround(expected, tolerance);
  const isFar =
    limits !== undefined && units.some((one) => limitWarning(one.volumeMicrolitre, limits) !== undefined);
  const saver = useSaver();
  const needsReason = isFar || saver.refusal?.code === 'reason.missing';
  const act = useActFields({ hasReason: needsReason, reasonLabel: say('lots.unit-far-why') });

  const fill = async (): Promise<void> => {
    if (runId === null) return;
    const outcome = await bridge.query('run.show', { runId });
    const run = outcome.ok ? outcome.value.run : null;
    const recorded = run && recordedIn(run, answerOf('dose.countMoment'));
    if (!recorded || recorded.bottles.length + recorded.units.length === 0) {
      return showToast({ tone: 'due', message: say('lots.run-empty') });
    }
    if (recorded.bottles.length > 0) setBottles(recorded.bottles);
    if (recorded.units.length > 0) setUnits(recorded.units);
  };
  const create = async (): Promise<void> => {
    setIsTried(true);
    if (common.isIncomplete) return;
    const input = {
      ...common.input,
      runId,
      bottles: bottles.map(({ number, cells, cmMl }) => ({ number: Number(number), cells, cmMl })),
      units: units.map(({ number, cmMl, volumeMicrolitre, isAccepted }) => {
        return { number: Number(number), cmMl, volumeMicrolitre, isAccepted };
      }),
    };
    const outcome = await saver.save('lot.createSecretome', input, act.meta);
    if (outcome.ok) go('lots', outcome.value.value.lotId);
  };

  return (
    <NewLotForm
      title={say('lots.new-secretome')}
      lead={say('lots.secretome-lead')}
      saver={saver}
      submit={say('lots.create', { code: common.input.code.trim().toUpperCase() })}
      onSubmit={() => void create()}
    >
      <Panel title={say('lots.what')}>{common.fields}</Panel>
      <Panel title={say('lots.origin')}>
        <Grid columns="wide">
          <RunChoice protocolKey="conditioned-medium" value={runId} onChange={setRunId} />
        </Grid>
        {runId !== null && (
          <Row>
            <Button onPress={() => void fill()}>{say('lots.fill-from-run')}</Button>
          </Row>
        )}
      </Panel>
      <Panel title={say('lots.bottles')}>
        <BottleRows bottles={bottles} onChange={setBottles} />
      </Panel>
      <Panel title={say('lots.units')}>
        <UnitRows units={units} onChange={setUnits} limits={limits} />
      </Panel>
      {needsReason && (
        <Notice tone="due" message={say('lots.unit-far')} remedy={say('lots.unit-far-remedy')} />
      )}
      <Panel title={say('lots.by-whom')}>{act.fields}</Panel>
    </NewLotForm>
  );
}
