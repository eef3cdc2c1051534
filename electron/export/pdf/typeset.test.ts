// Tests of the fonts and of line setting: no character without a glyph, no line wider than its room.
// Must not trust the font reader alone: coverage and widths are compared with fontkit's, which the PDF maker uses.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { builtInProtocols } from '../../../shared/protocols/built-in.ts';
import { Faces, type FaceName } from './faces.ts';
import { FontFile } from './font-file.ts';
import { setLine, setLines, type Ink } from './typeset.ts';

interface FontkitFont {
  readonly characterSet: readonly number[];
  readonly unitsPerEm: number;
  glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number };
}

const ofTheMaker = createRequire(createRequire(import.meta.url).resolve('pdfmake'));
const fontkit = ofTheMaker('fontkit') as { create(bytes: Buffer): FontkitFont };
const packages = new URL('../../../node_modules/@expo-google-fonts/', import.meta.url);
const faces = new Faces();
const ink: Ink = { color: '#000000', isStruck: false };
const textOf = (text: string, face: FaceName = 'sans', width = 100) =>
  setLines(faces, [{ text, face, ink }], 9, width).map((line) => line.runs.map((run) => run.text).join(''));

test.each([
  'ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf',
  'ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf',
  'ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf',
])('%s is read as fontkit reads it, and its plain copy has every glyph', (name) => {
  const file = new FontFile(readFileSync(new URL(name, packages)));
  const theirs = fontkit.create(file.plain());
  expect(theirs.characterSet.length).toBeGreaterThan(800);
  const known = theirs.characterSet.filter((one) => theirs.glyphForCodePoint(one).id !== 0);
  expect(theirs.characterSet.filter((one) => file.has(one))).toEqual(known);
  const widths = known.map((one) => (theirs.glyphForCodePoint(one).advanceWidth * 1000) / theirs.unitsPerEm);
  expect(known.map((one) => file.width(one))).toEqual(widths);
});

const special = 'µ μ α β γ ° ± ⁶ − × ÷ Δ ≥ ≤ ≈ – … “ ” ₂ é Ä 外科医师 分 肝';

test.each<FaceName>(['sans', 'strong', 'mono'])(
  '%s: every special character has a glyph in the font of its run',
  (face) => {
    const { runs } = setLine(faces, [{ text: special, face, ink }], 9);
    expect(runs.map((run) => run.text).join('')).toBe(special);
    for (const run of runs) {
      for (const character of run.text)
        expect(faces.faceFor(run.face, character.codePointAt(0) ?? 0)).toBe(run.face);
    }
  },
);

test('every character of the catalogue and of the protocols has a glyph', () => {
  const catalogue = new URL('../../../shared/catalogue/', import.meta.url);
  const texts = readdirSync(catalogue)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(new URL(name, catalogue), 'utf8'));
  const all = new Set([...texts, JSON.stringify(builtInProtocols)].join('').replaceAll(/\s/g, ''));
  const missing = [...all].filter((one) => faces.faceFor('sans', one.codePointAt(0) ?? 0) === undefined);
  expect(missing).toEqual([]);
});

test('a character that no font has is spelled, and none is dropped', () => {
  expect(textOf('pig \u{1F437} and bell \u0007', 'sans', 500)).toEqual(['pig [U+1F437] and bell [U+0007]']);
});

test('lines break at spaces, between Chinese characters, and inside a word only where it must be', () => {
  expect(textOf('one two three four five six seven')).toEqual(['one two three four five', 'six seven']);
  expect(textOf('一二三四五六七八九十一二', 'sans', 60)).toEqual(['一二三四五六', '七八九十一二']);
  expect(textOf('a\nb', 'sans', 60)).toEqual(['a', 'b']);
  expect(textOf('f'.repeat(30), 'mono', 60).join('')).toBe('f'.repeat(30));
});

test('a number is never parted from its unit', () => {
  expect(textOf('the volume to be drawn 930\u00a0µL', 'sans', 112)).toEqual([
    'the volume to be drawn',
    '930 µL',
  ]);
});

test('no line is wider than its room, and the text is kept', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'W', '1', 'µ', '中', '-'),
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 20, max: 300 }),
      (words, width) => {
        const text = words.join(' ');
        const lines = setLines(faces, [{ text, face: 'sans', ink }], 8, width);
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(width);
        const set = lines.flatMap((line) => line.runs.map((run) => run.text)).join('');
        expect(set.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      },
    ),
  );
});
