// Suzuki scores read blind from drawn lists, and Ki67-positive nuclei counted by field.
// Must not let the reader know an animal: the list gives codes, and what a slide shows comes from tissue-model.ts.

import { assayDefaults } from '../../shared/domain/assay-queries.ts';
import { ReadingList } from '../../shared/domain/reading-list.ts';
import { timePointKeys } from '../../shared/domain/schedule.ts';
import { User } from '../../shared/domain/user.ts';
import type { Story } from './agenda.ts';
import { batches, dayOf, subjectsIn, type MeasuredSubject } from './batch.ts';
import { director, pathologist, secondPathologist, secondTechnician } from './cast.ts';
import type { CourseModel } from './course-model.ts';
import { tissueModel, type TissueKey } from './tissue-model.ts';
import { groupOf, type World } from './world.ts';

const slices = [1, 2, 3] as const;
const fields = [1, 2, 3] as const;
/** Every so many slides a second reader looks too. */
const secondEvery = 6;

export function* readsDamage(world: World): Story {
  const { stage } = world;
  const model = tissueModel(world.readings);
  for (const batch of batches) {
    yield stage.calendar.at(dayOf(batch, 2), '15:20');
    const slides = subjectsIn(world, batch, 'liver-histology').flatMap(({ animalId, timePoint }) =>
      slices.map((slice) => ({ animalId, timePoint, slice })),
    );
    const title = `Suzuki score, slides ${batch.number}`;
    const { listId } = stage.run(secondTechnician, 'assay.drawReadingList', { title, slides });
    yield stage.about(100);
    const list = stage.read.get(ReadingList, listId);
    if (!list) throw new RangeError(`The list of ${title} was not drawn.`);
    const damage = damageOf(world, model);
    const first = list.blind.slides.map(({ code, subject }) => ({
      code,
      fields: fields.map(() => scoresOf(world, damage(subject))),
    }));
    const second = first
      .filter((_, index) => index % secondEvery === 0)
      .map(({ code, fields: read }) => ({ code, fields: read.map((one) => readAgain(world, one)) }));
    const input = {
      files: [],
      isSummed: defaultsOf(world).isSuzukiSummed,
      first,
      second: null,
      combination: 'first',
      weights: 'linear',
    };
    const about = { assayKey: 'suzuki' as const, title, input, readingListId: listId };
    const { assayId } = stage.run(pathologist, 'assay.evaluate', about);
    yield stage.about(70);
    if (!stage.read.get(User, secondPathologist.userId)) stage.createAccount(secondPathologist);
    const checked = { assayId, second, combination: 'first' as const, weights: 'linear' as const };
    const reason = 'Every sixth slide is read by a second person.';
    stage.run(secondPathologist, 'assay.addSecondReading', checked, { reason });
  }
}

function defaultsOf({ stage }: World) {
  const defaults = stage.notebook.ask(assayDefaults, {}, director);
  if (!defaults.ok) throw new TypeError(defaults.refusal.message);
  return defaults.value;
}

/** The damage of an animal at a time point, the same on all its slides: 0 to 12 points. */
function damageOf(world: World, model: CourseModel<TissueKey>) {
  const known = new Map<string, number>();
  return ({ animalId, timePoint }: { readonly animalId: string; readonly timePoint: string }): number => {
    const key = timePointKeys.find((one) => one === timePoint) ?? 'pre-op';
    const name = `${animalId} ${key}`;
    const drawn = known.get(name) ?? Number(model.value(animalId, groupOf(world, animalId), key, 'suzuki'));
    known.set(name, drawn);
    return drawn;
  };
}

interface Scores {
  readonly necrosis: number;
  readonly congestion: number;
  readonly vacuolization: number;
}

function scoresOf({ readings }: World, damage: number): Scores {
  const score = (share: number) => scoreOf(damage * share + 0.55 * readings.deviate());
  return { necrosis: score(0.28), congestion: score(0.38), vacuolization: score(0.34) };
}

/** The second reader sees one point more or less now and then. */
function readAgain({ readings }: World, { necrosis, congestion, vacuolization }: Scores): Scores {
  const again = (score: number) => scoreOf(score + 0.4 * readings.deviate());
  return {
    necrosis: again(necrosis),
    congestion: again(congestion),
    vacuolization: again(vacuolization),
  };
}

function scoreOf(value: number): number {
  return Math.min(4, Math.max(0, Math.round(value)));
}

/** One section tore: fewer nuclei than the lab asks for. */
const isTorn = (name: string) => name === 'P10 D7';

export function* countsNuclei(world: World): Story {
  const { stage } = world;
  const model = tissueModel(world.readings);
  for (const batch of batches) {
    yield stage.calendar.at(dayOf(batch, 3), '16:20');
    const counted = subjectsIn(world, batch, 'liver-ki67').flatMap((one) => countedFields(world, model, one));
    const title = `Ki67, sections ${batch.number}`;
    const { leastNuclei } = defaultsOf(world);
    const input = {
      files: [],
      rule: 'pooled',
      leastNuclei: leastNuclei === null ? null : Number(leastNuclei),
      fields: counted,
    };
    stage.run(pathologist, 'assay.evaluate', { assayKey: 'ki67', title, input });
  }
}

function countedFields(world: World, model: CourseModel<TissueKey>, subject: MeasuredSubject) {
  const { animalId, timePoint, name } = subject;
  const rate = Number(model.value(animalId, groupOf(world, animalId), timePoint, 'ki67'));
  return fields.map((field) => {
    const total = isTorn(name) ? world.readings.whole(90, 130) : world.readings.whole(195, 265);
    const share = (rate / 100) * (1 + 0.1 * world.readings.deviate());
    const positive = Math.min(total, Math.max(0, Math.round(total * share)));
    return {
      name: `${name} field ${field}`,
      subject: { animalId, timePoint },
      imageAttachmentId: null,
      counted: { by: 'number', positive, total },
    };
  });
}
