// Everything that happened to an animal, newest first, day by day, with who and when.
// Must not change anything: a line opens what it is about.

import { ClipboardList, FileWarning, PiggyBank, Syringe, TestTubes, type LucideIcon } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { localDay } from '../../../shared/kernel/time.ts';
import { useLive } from '../../live.ts';
import { usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import type { AnimalDetail } from './AnimalMarks.tsx';
import { grouped } from './grouped.ts';
import { entrySources, timelineEntries, type EntrySource, type TimelineEntry } from './timeline-entries.ts';

const sourceIcon: Readonly<Record<EntrySource, LucideIcon>> = {
  animal: PiggyBank,
  run: ClipboardList,
  sample: TestTubes,
  dose: Syringe,
  deviation: FileWarning,
};

export function AnimalTimeline({ detail }: { readonly detail: AnimalDetail }): ReactElement {
  const animalId = detail.animal.id;
  const runs = useLive('run.list', { animalId }).value?.runs;
  const samples = useLive('sample.list', { animalId }).value?.samples;
  const doses = useLive('dose.forAnimal', { animalId }).value?.doses;
  const notes = useLive('run.notes', { animalId }).value?.notes;
  const [shown, setShown] = useState<EntrySource | 'everything'>('everything');
  const entries = useMemo(
    () =>
      timelineEntries({
        detail,
        runs: runs ?? [],
        samples: samples ?? [],
        doses: doses ?? [],
        notes: notes ?? [],
      }),
    [detail, runs, samples, doses, notes],
  );
  const wanted = entries.filter((one) => shown === 'everything' || one.source === shown);
  const days = grouped(wanted, (one) => localDay(one.at));
  return (
    <Stack gap={3}>
      <RadioGroup
        label={say('animals.timeline-show')}
        orientation="horizontal"
        options={(['everything', ...entrySources] as const).map((value) => ({
          value,
          label: say(`animals.source-${value}`),
        }))}
        value={shown}
        onChange={setShown}
      />
      {days.length === 0 && <p>{say('animals.timeline-none')}</p>}
      {days.map(([day, lines]) => (
        <section key={day} className="animals-day">
          <h2>{day}</h2>
          <ol>
            {lines.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </Stack>
  );
}

function Line({ entry }: { readonly entry: TimelineEntry }): ReactElement {
  const { nameOf } = usePeople();
  const { source, what, at, by, reason, witnessedBy, lateAt, isIrregular, target } = entry;
  return (
    <li className={classes('animals-entry', isIrregular === true && 'animals-entry-irregular')}>
      <span className="animals-entry-icon">
        <Icon of={sourceIcon[source]} size="small" />
        <span className="ui-hidden">{say(`animals.source-${source}`)}</span>
      </span>
      <span className="animals-line-words animals-inline">
        {target ? (
          <Button variant="plain" onPress={() => go(target.screen, target.id)}>
            {what}
          </Button>
        ) : (
          <span>{what}</span>
        )}
        {reason !== null && reason !== '' && <Soft>{say('animals.reason', { reason })}</Soft>}
      </span>
      <span className="animals-entry-who">
        {by === null ? (
          <TimeText at={at} show="clock" />
        ) : (
          <PersonTime
            name={nameOf(by)}
            at={at}
            isSameDay
            lateAt={lateAt}
            witness={witnessedBy ? nameOf(witnessedBy) : undefined}
          />
        )}
      </span>
    </li>
  );
}
