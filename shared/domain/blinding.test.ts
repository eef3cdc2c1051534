// Tests of the one way to read what would tell the group.
// Must not trust the shape of payloads: hiding is tested on any JSON.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Role } from '../kernel/decider.ts';
import type { Json, JsonObject } from '../kernel/record.ts';
import { blindCode, hideBlind, mayKnowGroup, openBlind, visiblePayload, visibleTouched } from './blinding.ts';
import { answerSetting, createStudy } from './study.ts';
import { Bench } from './testing/bench.ts';

const person = (...held: readonly Role[]) => ({ userId: 'person-1', roles: held });
const fact = { group: 'asc' };

test.each<[Role, boolean]>([
  ['technician', true],
  ['study-director', true],
  ['quality-assurance', true],
  ['surgeon', false],
  ['pathologist', false],
  ['administrator', false],
])('a %s may know the group: %s', (role, mayKnow) => {
  const { read } = new Bench();
  expect(mayKnowGroup(read, person(role))).toBe(mayKnow);
  expect(openBlind(read, person(role), fact)).toBe(mayKnow ? fact : null);
  const payload = { animalId: 'P07', blind: fact };
  expect(visiblePayload(read, person(role), payload)).toEqual(
    mayKnow ? payload : { animalId: 'P07', blind: blindCode },
  );
});

test('one knowing role is enough, and the study director decides which roles know', () => {
  const bench = new Bench();
  bench.run(createStudy, { title: 'Study', isSimulated: false, zone: 'UTC' });
  expect(mayKnowGroup(bench.read, person('surgeon', 'technician'))).toBe(true);
  bench.run(
    answerSetting,
    { key: 'blinding.rolesThatKnow', value: 'study-director' },
    { reason: 'Fewer know.' },
  );
  expect(mayKnowGroup(bench.read, person('surgeon', 'technician'))).toBe(false);
  expect(mayKnowGroup(bench.read, person('study-director'))).toBe(true);
});

test('nothing under a blind key remains, at any depth; everything else does', () => {
  const secret = 'the-secret-group';
  const planted: Json = { deep: [{ group: secret }] };
  const { node } = fc.letrec<{ node: JsonObject; value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      tie('node'),
      fc.array(tie('value'), { maxLength: 2 }),
    ),
    node: fc
      .tuple(fc.dictionary(fc.constantFrom('a', 'b', 'list'), tie('value'), { maxKeys: 3 }), fc.boolean())
      .map(([object, isTelling]): JsonObject => (isTelling ? { ...object, blind: planted } : object)),
  }));
  const withoutBlind = (tree: JsonObject) =>
    JSON.stringify(tree, (key: string, one: unknown) => (key === 'blind' ? undefined : one));
  fc.assert(
    fc.property(node, (tree) => {
      const hidden = hideBlind(tree);
      expect(JSON.stringify(hidden)).not.toContain(secret);
      expect(withoutBlind(hidden)).toBe(withoutBlind(tree));
    }),
  );
  expect(hideBlind({ blind: null, kept: 1 })).toEqual({ blind: null, kept: 1 });
});

test('a lot that changes together with a dose is not told to a blinded person', () => {
  const { read } = new Bench();
  const touched = ['dose/d1', 'lot/l1', 'step/s1'];
  expect(visibleTouched(read, person('technician'), touched)).toEqual(touched);
  expect(visibleTouched(read, person('surgeon'), touched)).toEqual(['dose/d1', 'step/s1']);
});
