// The study as printed: its settings with answers and open questions, its people, devices, freezers and allocation.
// Must not show the seed or a group to a reader who may not know them.

import { say, sayOr } from '../catalogue/catalogue.ts';
import { showAllocation } from '../domain/allocation.ts';
import { designText } from '../domain/design.ts';
import { Device } from '../domain/device.ts';
import { Freezer } from '../domain/place.ts';
import { Review } from '../domain/review.ts';
import { studyOverview } from '../domain/study.ts';
import { User } from '../domain/user.ts';
import type { Reader } from '../kernel/decider.ts';
import { fact, flow, heading, joined, paragraph, span, type Block, type Spans } from './document.ts';
import { titled } from './run-blocks.ts';
import type { ReportSource } from './source.ts';
import { measure, open, reasonOf, when, whenOr, yesNo, type Wording } from './wording.ts';

export function* studyBlocks(source: ReportSource, wording: Wording): Iterable<Block> {
  const { study, settings, openCount } = studyOverview.answer({}, source.query);
  yield heading(1, say('report.study'), true);
  if (study) {
    yield {
      kind: 'facts',
      facts: [
        ...fact(say('report.title'), study.title),
        ...fact(say('report.study-key'), span(study.studyKey, 'code')),
        ...fact(say('report.simulated-fact'), say(study.isSimulated ? 'report.yes' : 'report.no')),
        ...fact(say('report.zone'), study.zone),
        ...fact(say('report.created'), when(study.createdAt)),
        ...fact(say('report.open-questions'), String(openCount)),
      ],
    };
  }
  yield heading(2, say('report.settings'));
  yield {
    kind: 'table',
    columns: [
      { label: say('report.question'), share: 38 },
      { label: say('report.answer'), share: 30 },
      { label: say('report.source'), share: 12 },
      { label: say('report.remarks'), share: 44 },
    ],
    rows: settings.map((one) => settingRow(wording, one)),
  };
}

type Setting = ReturnType<typeof studyOverview.answer>['settings'][number];

function settingRow(wording: Wording, one: Setting): readonly Spans[] {
  const { definition, question, value, isOpen, history } = one;
  const text = (answer: string) => answerText(definition, answer);
  const older = history.slice(1).toReversed();
  const shown = value === null ? span(say('report.no-answer'), 'late') : span(text(value), 'strong');
  const isDefault = history.length === 0 && value !== null;
  return [
    flow(question),
    flow(...older.flatMap((answer) => [span(text(answer.value), 'struck'), span(' ')]), shown),
    flow(say(definition.source === 'paper' ? 'report.from-article' : 'report.from-laboratory')),
    joined([
      isDefault ? flow(span(say('report.default'), 'muted')) : [],
      isOpen ? flow(span(say('report.open-question'), 'late')) : [],
      ...history
        .toReversed()
        .map((answer): Spans =>
          flow(
            say('report.answered', { at: when(answer.at), who: wording.person(answer.by) }),
            ' ',
            ...reasonOf(answer.reason),
          ),
        ),
    ]),
  ];
}

function answerText(definition: Setting['definition'], answer: string): string {
  switch (definition.kind) {
    case 'number':
      return measure(answer, definition.unit);
    case 'design':
      return designText(answer);
    case 'yes-no':
      return yesNo(answer === 'yes');
    case 'choice':
      return sayOr(`setting-choice.${answer}`, answer);
    case 'roles':
      return answer
        .split(',')
        .map((role) => sayOr(`role.${role}`, role))
        .join(', ');
    case 'text':
      return answer;
  }
}

export function* peopleBlocks(source: ReportSource, wording: Wording): Iterable<Block> {
  const { read } = source;
  yield heading(1, say('report.people'), true);
  yield {
    kind: 'table',
    columns: [
      { label: say('report.name'), share: 26 },
      { label: say('report.user-id'), share: 27 },
      { label: say('report.roles'), share: 30 },
      { label: say('report.verified-by'), share: 26 },
      { label: say('report.status'), share: 14 },
    ],
    rows: read
      .list(User)
      .map((user) => [
        flow(span(user.printedName, 'strong')),
        flow(span(user.id, 'code')),
        flow(user.roles.map((role) => say(`role.${role}`)).join(', ')),
        flow(user.identityVerifiedBy),
        flow(say(`report.user-${user.status}`)),
      ]),
  };
  const devices = read.list(Device);
  if (devices.length > 0) {
    yield* titled(say('report.devices'), {
      kind: 'table',
      columns: [
        { label: say('report.device'), share: 36 },
        { label: say('report.app-version'), share: 20 },
        { label: say('report.started'), share: 36 },
        { label: say('report.parent-head'), share: 40 },
      ],
      rows: devices.map((device) => [
        flow(span(device.id, 'code')),
        flow(device.appVersion),
        flow(when(device.startedAt)),
        flow(span(device.parentHead ?? '–', 'code')),
      ]),
    });
  }
  yield* freezerBlocks(read);
  yield* reviewBlocks(read, wording);
}

function* freezerBlocks(read: Reader): Iterable<Block> {
  const freezers = read.list(Freezer);
  if (freezers.length === 0) return;
  yield* titled(say('report.freezers'), {
    kind: 'table',
    columns: [
      { label: say('report.freezer'), share: 14 },
      { label: say('report.title'), share: 40 },
      { label: say('report.temperature'), share: 20, isNumber: true },
      { label: say('report.layout'), share: 60 },
    ],
    rows: freezers.map((one) => [
      flow(span(one.id, 'strong')),
      flow(one.title),
      flow(measure(one.temperatureCelsius, '°C')),
      flow(
        say('report.freezer-layout', {
          racks: one.racks,
          boxes: one.boxesPerRack,
          rows: one.rows,
          columns: one.columns,
        }),
      ),
    ]),
  });
}

/** Reviews of the quality assurance unit, each with the head that it had before it (GLP-1). */
function* reviewBlocks(read: Reader, wording: Wording): Iterable<Block> {
  const reviews = read.list(Review);
  if (reviews.length === 0) return;
  yield* titled(say('report.reviews'), {
    kind: 'table',
    columns: [
      { label: say('report.time'), share: 30 },
      { label: say('report.what'), share: 24 },
      { label: say('report.finding'), share: 50 },
      { label: say('report.chain-head'), share: 30 },
      { label: say('report.by'), share: 20 },
    ],
    rows: reviews.map((one) => [
      flow(when(one.at)),
      flow(one.scope),
      flow(one.finding),
      flow(span(one.head, 'code')),
      flow(wording.person(one.by)),
    ]),
  });
}

export function* allocationBlocks(source: ReportSource, wording: Wording): Iterable<Block> {
  const shown = showAllocation.answer({}, source.query);
  yield heading(1, say('report.allocation'), true);
  if (!shown.isDrawn) {
    yield paragraph(span(say('report.not-drawn'), 'muted'));
    return;
  }
  yield paragraph(shown.method);
  if (shown.seedText !== null) {
    yield paragraph(span(shown.seedText, shown.isSeedGiven ? 'alert' : 'plain'));
  }
  yield {
    kind: 'facts',
    facts: [
      ...fact(
        say('report.drawn'),
        say('report.at-by', { at: whenOr(shown.drawnAt), who: wording.person(shown.drawnBy) }),
      ),
      ...fact(say('report.block-size'), String(shown.blockSize ?? '–')),
      ...fact(say('report.seed'), shown.mayKnow ? span(shown.seed ?? '–', 'code') : open(null)),
      ...(shown.mayKnow ? fact(say('report.groups'), shown.groups.map(({ label }) => label).join(', ')) : []),
    ],
  };
  yield {
    kind: 'table',
    columns: [
      { label: say('report.position'), share: 16, isNumber: true },
      { label: say('report.animal-word'), share: 30 },
      { label: say('report.replaced-animals'), share: 40 },
      { label: say('report.group'), share: 40 },
    ],
    rows: shown.positions.map((one) => [
      flow(String(one.position)),
      flow(span(one.animalId ?? '–', 'strong')),
      flow(one.earlierAnimalIds.join(', ') || '–'),
      flow(wording.group(one.group)),
    ]),
  };
  if (shown.changes.length === 0) return;
  yield* titled(say('report.allocation-changes'), {
    kind: 'table',
    columns: [
      { label: say('report.position'), share: 14, isNumber: true },
      { label: say('report.time'), share: 34 },
      { label: say('report.by'), share: 30 },
      { label: say('report.why'), share: 60 },
    ],
    rows: shown.changes.map((one) => [
      flow(String(one.position)),
      flow(when(one.at)),
      flow(wording.person(one.by)),
      flow(one.reason),
    ]),
  });
}
