// Identification at passage 4: four markers and three lineages (article, Methods, isolation of ASCs).
// Must not preselect what was seen, nor judge a marker.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { showToast } from '../../ui/toast.ts';

const markers = ['CD90', 'CD29', 'CD44', 'CD34'] as const;
const lineages = ['adipocytes', 'osteoblasts', 'hepatocytes'] as const;
type Lineage = (typeof lineages)[number];
type Seen = 'seen' | 'not-seen';

interface IdentifyDrawerProps {
  readonly lotId: string;
  readonly onClose: () => void;
}

export function IdentifyDrawer({ lotId, onClose }: IdentifyDrawerProps): ReactElement {
  const [passage, setPassage] = useState('4');
  const [percents, setPercents] = useState<Readonly<Record<string, string>>>({});
  const [seen, setSeen] = useState<Readonly<Partial<Record<Lineage, Seen>>>>({});
  return (
    <SaveForm
      frame="drawer"
      title={say('lots.identify')}
      lead={say('lots.identify-lead')}
      submit={say('lots.identify-submit')}
      isReady={/^\d{1,2}$/.test(passage.trim())}
      onClose={onClose}
      save={async (saver, meta) => {
        const input = {
          lotId,
          passage: Number(passage),
          markers: markers.map((marker) => ({ marker, percentPositive: percents[marker] ?? '' })),
          // A lineage that nobody judged is left out, and then refused.
          differentiation: lineages
            .filter((lineage) => seen[lineage] !== undefined)
            .map((lineage) => ({ lineage, isPassed: seen[lineage] === 'seen' })),
        };
        const outcome = await saver.save('lot.identify', input, meta);
        if (outcome.ok) {
          const { isPassed } = outcome.value.value;
          const message = say(isPassed ? 'lots.has-passed' : 'lots.has-not-passed');
          showToast({ tone: isPassed ? 'done' : 'due', message });
        }
        return outcome;
      }}
    >
      <Grid columns="narrow">
        <NumberField label={say('lots.passage')} isWhole value={passage} onChange={setPassage} isRequired />
        {markers.map((marker) => (
          <NumberField
            key={marker}
            label={say(marker === 'CD34' ? 'lots.marker-negative' : 'lots.marker-positive', { marker })}
            unit="%"
            value={percents[marker] ?? ''}
            onChange={(value) => setPercents({ ...percents, [marker]: value })}
            isRequired
          />
        ))}
      </Grid>
      {lineages.map((lineage) => (
        <RadioGroup<Seen>
          key={lineage}
          label={say('lots.differentiates', { lineage })}
          orientation="horizontal"
          options={[
            { value: 'seen', label: say('lots.seen') },
            { value: 'not-seen', label: say('lots.not-seen') },
          ]}
          value={seen[lineage] ?? null}
          onChange={(value) => setSeen({ ...seen, [lineage]: value })}
          isRequired
        />
      ))}
    </SaveForm>
  );
}
