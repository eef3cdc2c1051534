// Pictures are told by their bytes, whatever their names say.
// Must not hold a real picture: the first bytes decide.

import { describe, expect, it } from 'vitest';
import { isTiff, pictureTypeOf } from './picture.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('the kind of a picture', () => {
  it.each([
    ['\u0089PNG\r\n\u001A\n\u0000\u0000', 'image/png'],
    ['\u00FF\u00D8\u00FF\u00E0', 'image/jpeg'],
    ['RIFF\u0001\u0002\u0003\u0004WEBPVP8 ', 'image/webp'],
    ['GIF89a', 'image/gif'],
    ['BM\u0036\u0000', 'image/bmp'],
  ])('%j is %s', (text, type) => {
    expect(pictureTypeOf(bytes(text))).toBe(type);
  });

  it.each(['', 'II*\u0000', 'MM\u0000*', '<svg xmlns=', 'RIFF\u0001\u0002\u0003\u0004WAVE', '%PDF-1.7'])(
    '%j is none that the window shows by itself',
    (text) => {
      expect(pictureTypeOf(bytes(text))).toBeUndefined();
    },
  );

  it.each(['II*\u0000', 'MM\u0000*', 'II+\u0000', 'MM\u0000+'])('%j is a TIFF', (text) => {
    expect(isTiff(bytes(`${text}rest`))).toBe(true);
  });

  it.each(['', 'II*', 'IM*\u0000', 'II\u0000*', '%PDF-1.7'])('%j is no TIFF', (text) => {
    expect(isTiff(bytes(text))).toBe(false);
  });
});
