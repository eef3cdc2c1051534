// The result under the cursor: its value, who entered it, what it was before, and the outlier mark with its reason.
// Must not change the value: that is done in the grid.

import { useState, type FormEvent, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { analyte as analyteOf } from '../../../shared/domain/analytes.ts';
import { resultText, type ResultVersion } from '../../../shared/domain/result.ts';
import { seenSeq } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { GridCellState } from './typed.ts';

interface CellDetailProps {
  readonly animalId: string;
  readonly cell: GridCellState;
  readonly isTyped: boolean;
}

export function CellDetail({ animalId, cell, isTyped }: CellDetailProps): ReactElement {
  const { nameOf } = usePeople();
  const me = useMe();
  const { timePoint, analyte, result, sample } = cell;
  const { label, unit, panel } = analyteOf(analyte);
  const versions = result ? [...result.history, result] : [];
  return (
    <div className="results-detail">
      <Panel
        title={`${animalId} · ${say(`sample.timePoint.${timePoint}`)} · ${label}`}
        mark={result?.mark && <StatusPill tone="due">{say(`result.mark.${result.mark}`)}</StatusPill>}
      >
        {result === null && (
          <p>{say(sample === 'missed' ? `results.cell-missed-${panel}` : 'results.detail-none')}</p>
        )}
        <ol className="results-versions" reversed>
          {versions.toReversed().map((version, index) => (
            // Versions have no identity but their order, and new ones come at the end.
            <li key={versions.length - index}>
              <VersionValue version={version} unit={unit} isOld={index > 0} />
              <PersonTime name={nameOf(version.by)} at={version.at} />
              {version.origin !== null && <OriginLink origin={version.origin} />}
              {version.reason !== null && <Soft>{version.reason}</Soft>}
            </li>
          ))}
        </ol>
        {result && result.value !== null && !isTyped && me.can('result.mark') && (
          <MarkForm animalId={animalId} cell={cell} isOutlier={result.mark === 'outlier'} />
        )}
      </Panel>
    </div>
  );
}

function OriginLink({ origin }: { readonly origin: NonNullable<ResultVersion['origin']> }): ReactElement {
  const { assayId, numberId } = origin;
  return (
    <div>
      <Button variant="plain" onPress={() => go('assays', assayId, numberId)}>
        {say('results.where-from')}
      </Button>
    </div>
  );
}

interface VersionValueProps {
  readonly version: ResultVersion;
  readonly unit: string;
  readonly isOld: boolean;
}

function VersionValue({ version, unit, isOld }: VersionValueProps): ReactElement {
  const shown = (
    <>
      {version.value === null ? (
        resultText({ ...version, unit })
      ) : (
        <Measure value={version.value} unit={unit} />
      )}
      {version.mark === 'outlier' && ` · ${say('result.mark.outlier').toLowerCase()}`}
      {version.origin !== null && ` · ${say('results.from-assay')}`}
    </>
  );
  return isOld ? (
    <del className="results-old">{shown}</del>
  ) : (
    <span className="results-current">{shown}</span>
  );
}

interface MarkFormProps {
  readonly animalId: string;
  readonly cell: GridCellState;
  readonly isOutlier: boolean;
}

function MarkForm({ animalId, cell: { timePoint, analyte }, isOutlier }: MarkFormProps): ReactElement {
  const [reason, setReason] = useState('');
  const saver = useSaver();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (saver.isSaving) return;
    const outcome = await saver.save(
      'result.mark',
      { animalId, timePoint, analyte, mark: isOutlier ? null : 'outlier' },
      { seenSeq: seenSeq(), ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
    );
    if (outcome.ok) setReason('');
  };
  return (
    <form className="results-mark" noValidate onSubmit={(event) => void submit(event)}>
      <TextField label={say('results.mark-reason')} value={reason} onChange={setReason} />
      <Button type="submit" isPending={saver.isSaving}>
        {say(isOutlier ? 'results.unmark-outlier' : 'results.mark-outlier')}
      </Button>
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
    </form>
  );
}
