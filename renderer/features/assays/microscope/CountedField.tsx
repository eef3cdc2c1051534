// One field of Ki67: its picture and the nuclei marked on it, or the numbers of a count made elsewhere.
// Must not show the name of the picture's file, which may tell a group.

import { ImageUp, Undo2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import { Button } from '../../../ui/Button.tsx';
import { Row, Stack } from '../../../ui/Layout.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import { Soft } from '../../../ui/Text.tsx';
import { announce, showToast } from '../../../ui/toast.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNotice } from '../../../RefusalNotice.tsx';
import type { Mark } from './counting.ts';
import { countsOf } from './counting.ts';
import { isFull, marksOf, nucleiOf, rateText, ways, withMarks, type DraftField } from './counts-draft.ts';
import { NucleiPicture } from './NucleiPicture.tsx';
import { usePicture } from './picture.ts';
import { PictureDrop } from './PictureDrop.tsx';
import { PictureNotes } from './PictureNotes.tsx';

interface CountedFieldProps {
  readonly field: DraftField;
  readonly onChange: (change: (field: DraftField) => DraftField) => void;
  readonly onRemove: () => void;
  /** No more marks can be kept between two starts. */
  readonly isDraftFull: boolean;
}

export function CountedField({ field, onChange, onRemove, isDraftFull }: CountedFieldProps): ReactElement {
  return (
    <Panel
      title={field.name}
      actions={
        <Button variant="danger" onPress={onRemove}>
          {say('nuclei.remove')}
        </Button>
      }
    >
      <Stack gap={2}>
        <RadioGroup
          label={say('nuclei.how')}
          options={ways.map((one) => ({ value: one, label: say(`nuclei.by-${one}`) }))}
          value={field.by}
          onChange={(by) => onChange((now) => ({ ...now, by }))}
          orientation="horizontal"
        />
        {field.by === 'number' ? (
          <ByNumber field={field} onChange={onChange} />
        ) : field.imageAttachmentId === null ? (
          <PictureDrop
            animalId={field.animalId}
            onAttached={(imageAttachmentId) => onChange((now) => ({ ...now, imageAttachmentId }))}
          />
        ) : (
          <ByMarks
            field={field}
            attachmentId={field.imageAttachmentId}
            onChange={onChange}
            isDraftFull={isDraftFull}
          />
        )}
      </Stack>
    </Panel>
  );
}

type PartProps = Pick<CountedFieldProps, 'field' | 'onChange'>;

function ByNumber({ field, onChange }: PartProps): ReactElement {
  const counted = nucleiOf(field);
  const isMore = counted !== null && counted.positive > counted.total;
  return (
    <>
      <Soft>{say('nuclei.by-words')}</Soft>
      <Row align="start">
        {(['positive', 'total'] as const).map((key) => (
          <NumberField
            key={key}
            label={say(`nuclei.${key}`)}
            value={field[key]}
            onChange={(text) => onChange((now) => ({ ...now, [key]: text }))}
            error={isMore && key === 'positive' ? say('nuclei.more-positive') : undefined}
            isWhole
            isRequired
          />
        ))}
      </Row>
    </>
  );
}

interface ByMarksProps extends PartProps, Pick<CountedFieldProps, 'isDraftFull'> {
  readonly attachmentId: string;
}

function ByMarks({ field, attachmentId, onChange, isDraftFull }: ByMarksProps): ReactElement {
  const { picture, refusal, isBroken } = usePicture(attachmentId);
  const [isPositive, setPositive] = useState(true);
  /** Earlier states, the last one newest; gone with the screen, while the marks stay. */
  const [undone, setUndone] = useState<readonly (readonly Mark[])[]>([]);
  const marks = marksOf(field);
  const counts = countsOf(marks);
  const put = (next: readonly Mark[]): void => {
    const now = countsOf(next);
    onChange((its) => withMarks(its, next));
    announce(say('nuclei.said', { ...now, rate: rateWords(now) }));
  };
  const change = (next: readonly Mark[]): void => {
    if (next.length === marks.length) return;
    const isMore = next.length > marks.length;
    if (isMore && (isDraftFull || isFull(next))) {
      const message = say(isDraftFull ? 'nuclei.too-many' : 'nuclei.marks-full');
      showToast({ tone: 'due', message });
      return;
    }
    setUndone([...undone, marks]);
    put(next);
  };
  const undo = (): void => {
    const last = undone.at(-1);
    if (!last) return;
    setUndone(undone.slice(0, -1));
    put(last);
  };

  if (!picture) {
    return (
      <>
        <RefusalNotice refusal={refusal} />
        {isBroken && <Notice tone="refused" message={say('nuclei.picture-broken')} />}
        {refusal || isBroken ? (
          <PictureDrop
            animalId={field.animalId}
            onAttached={(imageAttachmentId) => onChange((now) => ({ ...now, imageAttachmentId }))}
          />
        ) : (
          <p>{say('nuclei.picture-loading')}</p>
        )}
      </>
    );
  }
  return (
    <>
      <div className="nuclei-desk">
        <NucleiPicture
          label={say('nuclei.picture', { field: field.name })}
          picture={picture}
          marks={marks}
          marking={{ isPositive, onMode: setPositive, onMarks: change, onUndo: undo }}
        />
        <section className="nuclei-side" aria-label={say('nuclei.counts')}>
          <dl className="nuclei-counts">
            <Count name={say('nuclei.column-positive')} value={String(counts.positive)} sign="plus" />
            <Count name={say('nuclei.negative')} value={String(counts.total - counts.positive)} sign="ring" />
            <Count name={say('nuclei.total')} value={String(counts.total)} />
            <Count name={say('nuclei.rate')} value={rateWords(counts)} isMain />
          </dl>
          <RadioGroup
            label={say('nuclei.mode')}
            options={[
              { value: 'positive', label: say('nuclei.mode-positive') },
              { value: 'negative', label: say('nuclei.mode-negative') },
            ]}
            value={isPositive ? 'positive' : 'negative'}
            onChange={(one) => setPositive(one === 'positive')}
          />
          <Button icon={Undo2} shortcut="Ctrl+Z" isDisabled={undone.length === 0} onPress={undo}>
            {say('nuclei.undo')}
          </Button>
        </section>
      </div>
      <Soft>{say('nuclei.picture-help')}</Soft>
      <Soft>
        {say('nuclei.hash', {
          hash: picture.hash.slice(0, 12),
          width: picture.width,
          height: picture.height,
        })}
      </Soft>
      <PictureNotes picture={picture} />
      {marks.length === 0 && (
        <div>
          <Button icon={ImageUp} onPress={() => onChange((now) => ({ ...now, imageAttachmentId: null }))}>
            {say('nuclei.other-picture')}
          </Button>
        </div>
      )}
    </>
  );
}

function rateWords(counts: { readonly positive: number; readonly total: number }): string {
  const rate = rateText(counts);
  return rate === null ? say('nuclei.no-rate') : say('nuclei.rate-of', { rate });
}

interface CountProps {
  readonly name: string;
  readonly value: string;
  readonly sign?: 'plus' | 'ring' | undefined;
  readonly isMain?: boolean | undefined;
}

function Count({ name, value, sign, isMain = false }: CountProps): ReactElement {
  return (
    <div className={isMain ? 'nuclei-count nuclei-count-main' : 'nuclei-count'}>
      <dt>
        {sign && (
          <span className="nuclei-sign" aria-hidden="true">
            {sign === 'plus' ? '+' : '○'}
          </span>
        )}
        {name}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
