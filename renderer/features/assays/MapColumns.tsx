// A text file of no known format: its first rows, what each column means, and the name to keep that under.
// Must not guess a column, nor keep a mapping with which the file could not be read.

import { useEffect, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { sampleRoles } from '../../../shared/assays/instrument-reading.ts';
import type { CsvMapping } from '../../../shared/assays/csv-mapping.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import type { InstrumentFile, ServiceValues, TextRow } from '../../../shared/services.ts';
import { bridge } from '../../bridge.ts';
import { useLive } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Grid, Row, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Select } from '../../ui/Select.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import {
  delimiters,
  fits,
  headOf,
  layouts,
  listColumns,
  mappingOf,
  missingOf,
  newColumnMap,
  roleWords,
  type ColumnMap,
  type MissingPart,
} from './column-map.ts';

type Text = ServiceValues['instrument.rows'];

interface MapColumnsProps {
  readonly attachmentId: string;
  readonly onRead: (file: InstrumentFile) => void;
}

export function MapColumns({ attachmentId, onRead }: MapColumnsProps): ReactElement | null {
  const [text, setText] = useState<Text>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [delimiter, setDelimiter] = useState<Text['delimiter']>();
  useEffect(() => {
    let isOver = false;
    void bridge.service('instrument.rows', { attachmentId, delimiter: delimiter ?? null }).then((outcome) => {
      if (isOver) return;
      if (outcome.ok) setText(outcome.value);
      else setRefusal(outcome.refusal);
    });
    return () => {
      isOver = true;
    };
  }, [attachmentId, delimiter]);
  if (!text) return <RefusalNotice refusal={refusal} />;
  return (
    <Mapping
      key={text.delimiter}
      text={text}
      attachmentId={attachmentId}
      onRead={onRead}
      onDelimiter={setDelimiter}
    />
  );
}

interface MappingProps extends MapColumnsProps {
  readonly text: Text;
  readonly onDelimiter: (delimiter: Text['delimiter']) => void;
}

function Mapping({ text, attachmentId, onRead, onDelimiter }: MappingProps): ReactElement {
  const { rows, name, delimiter } = text;
  const kept = useLive('csvMapping.list', {}).value?.mappings ?? [];
  const saver = useSaver();
  const [map, setMap] = useState(() => newColumnMap(name.replace(/\.\w{1,4}$/, ''), rows));
  const [isTried, setTried] = useState(false);
  const [isReading, setIsReading] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const change = (part: Partial<ColumnMap>): void => setMap((now) => ({ ...now, ...part }));
  const missing = missingOf(map, rows);
  const fitting = kept.filter((one) => fits(one.mapping, rows));

  const read = async (mapping: CsvMapping, isKept: boolean): Promise<void> => {
    setIsReading(true);
    const outcome = await bridge.service('instrument.read', { attachmentId, mapping });
    setIsReading(false);
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (!outcome.ok) return;
    if (!isKept && !(await saver.save('csvMapping.save', { mapping })).ok) return;
    onRead(outcome.value);
  };

  return (
    <Panel title={say('mapping.title')}>
      <Stack gap={2}>
        {fitting.length > 0 && (
          <Notice
            message={say('mapping.fitting')}
            actions={fitting.map(({ id, mapping }) => (
              <Button key={id} variant="primary" onPress={() => void read(mapping, true)}>
                {say('mapping.read-as', { name: mapping.name })}
              </Button>
            ))}
          />
        )}
        <FirstRows rows={rows} headLine={map.headLine} />
        <Grid columns="normal">
          <Select
            label={say('mapping.delimiter')}
            options={delimiters.map(({ key, sign }) => ({
              value: sign,
              label: say(`mapping.delimiter-${key}`),
            }))}
            value={delimiter}
            onChange={onDelimiter}
          />
          <NumberField
            label={say('mapping.head-line')}
            isWhole
            value={map.headLine}
            onChange={(headLine) => change({ headLine })}
          />
          <Select
            label={say('mapping.decimal-mark')}
            options={(['by-itself', '.', ','] as const).map((one) => ({
              value: one,
              label: say(`mapping.decimal-mark-${one === '.' ? 'point' : one === ',' ? 'comma' : one}`),
            }))}
            value={map.decimalMark}
            onChange={(decimalMark) => change({ decimalMark })}
          />
        </Grid>
        <RadioGroup
          label={say('mapping.layout')}
          orientation="horizontal"
          options={layouts.map((one) => ({
            value: one,
            label: say(`mapping.layout-${one}`),
            note: say(`mapping.layout-${one}-note`),
          }))}
          value={map.layout}
          onChange={(layout) => change({ layout })}
        />
        {map.layout === 'list' && <ListFields rows={rows} map={map} change={change} />}
        <Grid columns="normal">
          <TextField
            label={say('mapping.unit')}
            description={say('mapping.unit-hint')}
            value={map.unit}
            maxLength={20}
            onChange={(unit) => change({ unit })}
          />
          <NumberField
            label={say('mapping.wavelength')}
            description={say('mapping.wavelength-hint')}
            unit="nm"
            value={map.wavelengthNm}
            onChange={(wavelengthNm) => change({ wavelengthNm })}
          />
          <TextField
            label={say('mapping.name')}
            description={say('mapping.name-hint')}
            value={map.name}
            maxLength={60}
            isRequired
            onChange={(text) => change({ name: text })}
          />
        </Grid>
        {isTried && missing.length > 0 && (
          <Notice tone="refused" message={say('mapping.missing')} remedy={missingWords(missing)} />
        )}
        <RefusalNotice refusal={refusal ?? saver.refusal} />
        <Row>
          <Button
            variant="primary"
            isPending={isReading}
            onPress={() => {
              setTried(true);
              if (missing.length === 0) void read(mappingOf(map, delimiter), false);
            }}
          >
            {say('mapping.read')}
          </Button>
        </Row>
      </Stack>
    </Panel>
  );
}

function missingWords(missing: readonly MissingPart[]): string {
  return missing.map((one) => say(`mapping.missing-${one}`)).join(' ');
}

const shownRows = 12;

function FirstRows({
  rows,
  headLine,
}: {
  readonly rows: readonly TextRow[];
  readonly headLine: string;
}): ReactElement {
  return (
    // A long row is scrolled by the arrow keys too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="assays-rows" tabIndex={0} aria-label={say('mapping.rows')}>
      <table>
        <tbody>
          {rows.slice(0, shownRows).map(({ line, cells }) => (
            <tr key={line} className={String(line) === headLine.trim() ? 'assays-rows-head' : undefined}>
              <th scope="row">{line}</th>
              {cells.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ListFieldsProps {
  readonly rows: readonly TextRow[];
  readonly map: ColumnMap;
  readonly change: (part: Partial<ColumnMap>) => void;
}

/** No cell of the file: those are trimmed. */
const none = ' ';

function ListFields({ rows, map, change }: ListFieldsProps): ReactElement {
  const head = headOf(rows, map);
  const options = [none, ...head].map((one) => ({
    value: one,
    label: one === none ? say('mapping.no-column') : one,
  }));
  const words = roleWords(rows, map);
  return (
    <>
      <Soft>{say('mapping.place-hint')}</Soft>
      <Grid columns="normal">
        {listColumns.map((column) => (
          <Select
            key={column}
            label={say(`mapping.column-${column}`)}
            options={options}
            value={map.columns[column] ?? none}
            onChange={(chosen) => {
              const { [column]: _before, ...others } = map.columns;
              change({ columns: chosen === none ? others : { ...others, [column]: chosen } });
            }}
          />
        ))}
      </Grid>
      {words.length > 0 && (
        <Grid columns="normal">
          {words.map((word) => (
            <Select
              key={word}
              label={say('mapping.role-of', { word })}
              options={sampleRoles.map((role) => ({ value: role, label: say(`mapping.role-${role}`) }))}
              value={map.roles[word] ?? null}
              onChange={(role) => change({ roles: { ...map.roles, [word]: role } })}
            />
          ))}
        </Grid>
      )}
    </>
  );
}
