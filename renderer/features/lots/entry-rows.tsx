// Rows of numbers to be typed, such as bottles and units: a head, a field in each cell, rows added and removed.
// Must not read the numbers: they stay the texts that were typed.

import { Plus, X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Stack } from '../../ui/Layout.tsx';

export interface Numbered {
  /** Of the row on the screen; never sent. */
  readonly key: number;
  readonly number: string;
}

export interface EntryColumn<Row extends Numbered> {
  readonly head: string;
  readonly field: (row: Row, change: (part: Partial<Row>) => void) => ReactNode;
}

interface EntryRowsProps<Row extends Numbered> {
  readonly label: string;
  readonly columns: readonly EntryColumn<Row>[];
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
  /** The row that the button adds, without its key. */
  readonly blank: Omit<Row, 'key' | 'number'>;
  readonly addLabel: string;
}

export function EntryRows<Row extends Numbered>(props: EntryRowsProps<Row>): ReactElement {
  const { label, columns, rows, onChange, blank, addLabel } = props;
  const add = (): void => {
    const numbers = rows.map((one) => Number(one.number)).filter((one) => Number.isInteger(one));
    const key = Math.max(0, ...rows.map((one) => one.key)) + 1;
    const row = { ...blank, key, number: String(Math.max(0, ...numbers) + 1) } as Row;
    onChange([...rows, row]);
  };
  return (
    <Stack gap={1}>
      <table className="lots-rows" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col">
                {column.head}
              </th>
            ))}
            <th scope="col">
              <span className="ui-hidden">{say('lots.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {columns.map((column) => (
                <td key={column.head}>
                  {column.field(row, (part) =>
                    onChange(rows.map((one) => (one.key === row.key ? { ...one, ...part } : one))),
                  )}
                </td>
              ))}
              <td>
                {rows.length > 1 && (
                  <IconButton
                    icon={X}
                    label={say('lots.remove-row', { label, number: row.number })}
                    onPress={() => onChange(rows.filter((one) => one.key !== row.key))}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Button icon={Plus} onPress={add}>
          {addLabel}
        </Button>
      </div>
    </Stack>
  );
}
