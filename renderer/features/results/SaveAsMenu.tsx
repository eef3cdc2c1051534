// The chart and its numbers as files: PNG, and CSV of the table or of every value.
// Must not say a group in the name of a file.

import { Download, Image, Table2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { bridge } from '../../bridge.ts';
import { Menu } from '../../ui/Menu.tsx';
import { showToast } from '../../ui/toast.ts';
import type { ChartAnswer, NumberRow } from './chart-numbers.ts';
import { base64OfText, csvOfPoints, csvOfRows } from './csv.ts';

interface SaveAsMenuProps {
  readonly answer: ChartAnswer;
  readonly rows: readonly NumberRow[];
  readonly isWithoutOutliers: boolean;
  readonly note: string | null;
  /** A data URL; undefined while there is no chart. */
  readonly toPng: () => string | undefined;
}

export function SaveAsMenu({ answer, rows, isWithoutOutliers, note, toPng }: SaveAsMenuProps): ReactElement {
  const { key } = answer.analyte;
  return (
    <Menu
      label={say('results.save-as')}
      actions={[
        {
          id: 'png',
          label: say('results.save-png'),
          note: say('results.save-png-note'),
          icon: Image,
          onAction: () => {
            const picture = toPng()?.split(',')[1];
            if (picture !== undefined) void saveFile(`${key}.png`, picture);
          },
        },
        {
          id: 'csv',
          label: say('results.save-csv'),
          note: say('results.save-csv-note'),
          icon: Table2,
          onAction: () => void saveFile(`${key}.csv`, base64OfText(csvOfRows(answer, rows, note))),
        },
        {
          id: 'csv-animals',
          label: say('results.save-csv-animals'),
          note: say('results.save-csv-animals-note'),
          icon: Download,
          onAction: () =>
            void saveFile(`${key}-values.csv`, base64OfText(csvOfPoints(answer, isWithoutOutliers, note))),
        },
      ]}
    />
  );
}

async function saveFile(suggestedName: string, base64: string): Promise<void> {
  const outcome = await bridge.service('export.saveFile', { suggestedName, base64 });
  if (!outcome.ok)
    showToast({ tone: 'refused', message: outcome.refusal.message, remedy: outcome.refusal.remedy });
  else if (outcome.value)
    showToast({ tone: 'done', message: say('results.saved-file', { path: outcome.value.path }) });
}
