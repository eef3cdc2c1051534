// The reaction mix of a qRT-PCR for so many wells, and its primers: a table to pipette by, printed as it stands.
// Must not compute: the notebook does.

import { Printer } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement, type ReactPortal } from 'react';
import { createPortal } from 'react-dom';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Code } from '../../ui/Text.tsx';

type Mix = QueryValue<'assay.mix'>;

const back = { label: say('assays.title'), onPress: () => go('assays') };
/** A plate of 96 wells in duplicates, four genes. */
const usual = { reactions: '24', excess: '10' };
const mostReactions = 2000;

export function MixPage(): ReactElement {
  const [reactions, setReactions] = useState(usual.reactions);
  const [excess, setExcess] = useState(usual.excess);
  const count = /^\d{1,4}$/.test(reactions) ? Number(reactions) : 0;
  const isAsked = count >= 1 && count <= mostReactions && /^\d{1,3}(\.\d{1,3})?$/.test(excess);
  return (
    <Page title={say('ct.mix')} lead={say('ct.mix-lead')} back={back}>
      <Panel title={say('ct.mix-how-many')}>
        <Grid columns="normal">
          <NumberField
            label={say('ct.mix-reactions')}
            description={say('ct.mix-reactions-hint')}
            isWhole
            limits={{ low: '1', high: String(mostReactions) }}
            value={reactions}
            onChange={setReactions}
            isRequired
          />
          <NumberField
            label={say('ct.mix-excess')}
            description={say('ct.mix-excess-hint')}
            unit="%"
            value={excess}
            onChange={setExcess}
            isRequired
          />
        </Grid>
      </Panel>
      {isAsked ? <MixTables reactions={count} excess={excess} /> : <p>{say('ct.mix-open-fields')}</p>}
    </Page>
  );
}

interface MixTablesProps {
  readonly reactions: number;
  readonly excess: string;
}

function MixTables({ reactions, excess }: MixTablesProps): ReactElement {
  const [isPrinting, setIsPrinting] = useState(false);
  const { value: mix, refusal } = useLive('assay.mix', { reactions, excessPercent: excess });
  const title = say('ct.mix-title', { reactions, excess });
  return (
    <>
      <RefusalNotice refusal={refusal} />
      {mix && (
        <>
          <Panel
            isFlush
            title={title}
            actions={
              <Button icon={Printer} onPress={() => setIsPrinting(true)}>
                {say('ct.mix-print')}
              </Button>
            }
          >
            <MixTable mix={mix} />
          </Panel>
          <p>{perWell(mix)}</p>
          <Panel isFlush title={say('ct.primers')}>
            <PrimerTable mix={mix} />
          </Panel>
        </>
      )}
      {mix && isPrinting && <PrintedMix title={title} mix={mix} onDone={() => setIsPrinting(false)} />}
    </>
  );
}

interface PrintedMixProps {
  readonly title: string;
  readonly mix: Mix;
  readonly onDone: () => void;
}

/** Beside everything else in the page, so that only it is printed; there only meanwhile. */
function PrintedMix({ title, mix, onDone }: PrintedMixProps): ReactPortal {
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    const end = (): void => done.current();
    window.addEventListener('afterprint', end);
    window.print();
    return () => window.removeEventListener('afterprint', end);
  }, []);
  return createPortal(
    <div className="assays-printed">
      <h1>{title}</h1>
      <MixTable mix={mix} />
      <p>{perWell(mix)}</p>
      <PrimerTable mix={mix} />
    </div>,
    document.body,
  );
}

function perWell({ perWellMicrolitre, cdnaMicrolitre }: Mix): string {
  return say('ct.mix-per-well', { mix: perWellMicrolitre, cdna: cdnaMicrolitre });
}

interface MixRow {
  readonly label: string;
  readonly single: string;
  readonly total: string;
}

function MixTable({ mix }: { readonly mix: Mix }): ReactElement {
  const rows = [
    ...mix.components.map(({ label, singleMicrolitre, totalMicrolitre }) => ({
      label,
      single: singleMicrolitre,
      total: totalMicrolitre,
    })),
    { label: say('ct.mix-total'), single: mix.perWellMicrolitre, total: mix.totalMicrolitre },
  ];
  return <Table label={say('ct.mix')} columns={mixColumns} rows={rows} rowId={(one) => one.label} />;
}

const mixColumns: readonly TableColumn<MixRow>[] = [
  { id: 'component', head: say('ct.mix-component'), cell: (one) => one.label },
  {
    id: 'single',
    head: say('ct.mix-single'),
    kind: 'number',
    cell: (one) => <Measure value={one.single} unit="µL" />,
  },
  {
    id: 'total',
    head: say('ct.mix-all'),
    kind: 'number',
    cell: (one) => <Measure value={one.total} unit="µL" />,
  },
];

function PrimerTable({ mix: { primers } }: { readonly mix: Mix }): ReactElement {
  return <Table label={say('ct.primers')} columns={primerColumns} rows={primers} rowId={(one) => one.gene} />;
}

const primerColumns: readonly TableColumn<Mix['primers'][number]>[] = [
  { id: 'gene', head: say('ct.column-gene'), cell: (one) => one.label },
  { id: 'forward', head: say('ct.primer-forward'), cell: (one) => <Code>{one.forward}</Code> },
  { id: 'reverse', head: say('ct.primer-reverse'), cell: (one) => <Code>{one.reverse}</Code> },
];
