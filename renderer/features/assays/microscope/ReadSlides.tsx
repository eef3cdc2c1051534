// One list of slides at the microscope: read first, read second by another person, or an own reading corrected.
// Must not show one reader what the other scored, nor anybody which slide is whose.

import { useMemo, useState, type ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../../shared/contract.ts';
import { useKept } from '../../../kept.ts';
import { useLive } from '../../../live.ts';
import { useMe } from '../../../me.ts';
import { go } from '../../../navigation.ts';
import { RefusalNotice } from '../../../RefusalNotice.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Page } from '../../../ui/Page.tsx';
import { partOf, recordedScores, type Part, type RecordedScores } from './readers.ts';
import { emptySheet, isOther, sheetForm, sheetOf } from './reading.ts';
import { ReadingDesk } from './ReadingDesk.tsx';
import { RecordReading } from './RecordReading.tsx';
import { SlideKey } from './SlideKey.tsx';

const back = { label: say('slides.title'), onPress: () => go('assays', 'slides') };

export function ReadSlides({ listId }: { readonly listId: string }): ReactElement {
  const me = useMe();
  const list = useLive('assay.readingList', { listId });
  const evaluations = useLive('assay.list', { assayKey: 'suzuki', status: 'evaluated' });
  const assayId = evaluations.value?.assays.find((one) => one.readingListId === listId)?.id ?? null;
  const shown = useLive('assay.show', { assayId: assayId ?? '' });
  const refusal = list.refusal ?? evaluations.refusal ?? shown.refusal;
  if (list.value === null) {
    return (
      <Page title={say('slides.unknown-title')} back={back}>
        <EmptyState title={say('slides.unknown-title')}>{say('slides.unknown')}</EmptyState>
      </Page>
    );
  }
  const isHere = assayId === null || shown.value?.about.id === assayId;
  if (!list.value || !evaluations.value || !isHere) {
    return (
      <Page title={say('slides.title')} back={back}>
        <RefusalNotice refusal={refusal} />
      </Page>
    );
  }
  const recorded = assayId !== null && shown.value ? recordedScores(shown.value.input) : null;
  const part = assayId !== null && shown.value ? partOf(me.userId, shown.value) : 'first';
  const { title } = list.value;
  const command = part === 'second' ? 'assay.addSecondReading' : 'assay.evaluate';
  if (part === null || !me.can(command)) {
    return (
      <Page title={title} back={back}>
        <EmptyState
          title={say(part === null ? 'slides.read-title' : 'assays.not-yours-title')}
          action={assayId !== null && <OpenEvaluation assayId={assayId} />}
        >
          {say(part === null ? 'slides.read-words' : 'assays.not-yours')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Reading key={`${listId} ${part}`} list={list.value} part={part} assayId={assayId} recorded={recorded} />
  );
}

function OpenEvaluation({ assayId }: { readonly assayId: string }): ReactElement {
  return <Button onPress={() => go('assays', assayId)}>{say('slides.open-evaluation')}</Button>;
}

interface ReadingProps {
  readonly list: NonNullable<QueryValue<'assay.readingList'>>;
  readonly part: Part;
  readonly assayId: string | null;
  readonly recorded: RecordedScores | null;
}

function Reading({ list, part, assayId, recorded }: ReadingProps): ReactElement {
  const [isReading, setIsReading] = useState(false);
  const isKeyShown = list.seed !== null && !isReading;
  const codes = useMemo(() => list.slides.map((one) => one.code), [list.slides]);
  const own = part === 'again-first' ? recorded?.first : part === 'again-second' ? recorded?.second : null;
  // By its text: the same reading answered again must not count as another start.
  const startText = own ? JSON.stringify(sheetOf(own, codes)) : null;
  const start = useMemo(
    () => (startText === null ? emptySheet : sheetForm.parse(JSON.parse(startText))),
    [startText],
  );
  const [sheet, setSheet] = useKept(`slides.reading/${list.id}`, sheetForm, start);
  return (
    <Page
      isWide
      title={list.title}
      lead={say(isKeyShown ? 'slides.key-lead' : `slides.part-${part}`)}
      back={back}
      actions={part.startsWith('again') && assayId !== null && <OpenEvaluation assayId={assayId} />}
    >
      {isKeyShown ? (
        <SlideKey title={list.title} slides={list.slides} onRead={() => setIsReading(true)} />
      ) : (
        <>
          <ReadingDesk codes={codes} sheet={sheet} onChange={(next) => setSheet(() => next)} />
          <RecordReading
            list={list}
            codes={codes}
            sheet={sheet}
            isChanged={isOther(sheet, start, codes)}
            part={part}
            assayId={assayId}
            recorded={recorded}
            onRecorded={() => setSheet(() => start)}
          />
        </>
      )}
    </Page>
  );
}
