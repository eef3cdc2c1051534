// The chart and its numbers as files: PNG, and CSV of the table or of every value.
// Must not say a group in the name of a file.

import { Download, Image, Table2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Menu } from '../../ui/Menu.tsx';
import { fileNameOf, type ChartAnswer, type ChartChoice, type NumberRow } from './chart-numbers.ts';
import { csvOfPoints, csvOfRows } from './csv.ts';
import { base64OfText, saveFile } from './save-file.ts';

interface SaveAsMenuProps {
  readonly answer: ChartAnswer;
  readonly rows: readonly NumberRow[];
  readonly choice: ChartChoice;
  readonly note: string | null;
  /** A data URL; undefined while there is no chart. */
  readonly toPng: () => string | undefined;
}

export function SaveAsMenu({ answer, rows, choice, note, toPng }: SaveAsMenuProps): ReactElement {
  const name = fileNameOf(answer, choice);
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
            if (picture !== undefined) void saveFile(`${name}.png`, picture);
          },
        },
        {
          id: 'csv',
          label: say('results.save-csv'),
          note: say('results.save-csv-note'),
          icon: Table2,
          onAction: () => void saveFile(`${name}.csv`, base64OfText(csvOfRows(answer, rows, note), true)),
        },
        {
          id: 'csv-animals',
          label: say('results.save-csv-animals'),
          note: say('results.save-csv-animals-note'),
          icon: Download,
          onAction: () =>
            void saveFile(
              `${name}-values.csv`,
              base64OfText(csvOfPoints(answer, choice.isWithoutOutliers ?? false, note), true),
            ),
        },
      ]}
    />
  );
}
