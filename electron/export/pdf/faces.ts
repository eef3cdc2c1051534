// The fonts of the printed notebook: which there are, where their files lie, and which one has a character.
// Must not leave a character out: one that no font has is spelled as its code point.

import { existsSync, readFileSync } from 'node:fs';
import { FontFile } from './font-file.ts';

/** `han` is for Chinese names. */
export type FaceName = 'sans' | 'strong' | 'mono' | 'han';

interface Face {
  /** As the PDF maker names it. */
  readonly family: string;
  readonly isBold: boolean;
  readonly file: string;
  readonly package: string;
}

const faces: Readonly<Record<FaceName, Face>> = {
  sans: { family: 'Sans', isBold: false, package: 'ibm-plex-sans', file: 'IBMPlexSans_400Regular.ttf' },
  strong: { family: 'Sans', isBold: true, package: 'ibm-plex-sans', file: 'IBMPlexSans_600SemiBold.ttf' },
  mono: { family: 'Mono', isBold: false, package: 'ibm-plex-mono', file: 'IBMPlexMono_400Regular.ttf' },
  han: { family: 'Han', isBold: false, package: 'noto-sans-sc', file: 'NotoSansSC_400Regular.ttf' },
};

const faceNames = ['sans', 'strong', 'mono', 'han'] as const satisfies readonly FaceName[];

/** Where a character is looked for when its own face lacks it, in this order. */
const fallbacks: Readonly<Record<FaceName, readonly FaceName[]>> = {
  sans: ['han'],
  strong: ['han'],
  mono: ['sans', 'han'],
  han: ['sans'],
};

export class Faces {
  readonly #files = new Map<FaceName, FontFile>();

  /** Family and weight of a face, as the PDF maker asks for them. */
  styleOf(name: FaceName): { readonly font: string; readonly bold: boolean } {
    return { font: faces[name].family, bold: faces[name].isBold };
  }

  /** The face that has this character: the wanted one, or one in its place; undefined when none has it. */
  faceFor(wanted: FaceName, codePoint: number): FaceName | undefined {
    // Fonts have glyphs for some control characters, without a mark: these are spelled like the missing ones.
    if (codePoint < 0x20 || (codePoint > 0x7e && codePoint < 0xa0)) return undefined;
    if (this.#file(wanted).has(codePoint)) return wanted;
    return fallbacks[wanted].find((name) => this.#file(name).has(codePoint));
  }

  /** Advance in thousandths of the font size. */
  width(name: FaceName, codePoint: number): number {
    return this.#file(name).width(codePoint);
  }

  /** The families of the faces in use, for the PDF maker, and the bytes of their files by the names used there. */
  forMaker(): { readonly families: Families; readonly files: ReadonlyMap<string, Buffer> } {
    const families: Record<string, { normal: string; bold?: string }> = {};
    const files = new Map<string, Buffer>();
    for (const name of faceNames.filter((one) => this.#files.has(one))) {
      const { family, file, isBold } = faces[name];
      // The maker knows a font by the name inside it, so a face is either shaped everywhere or nowhere.
      files.set(file, this.#file(name).plain());
      const known = families[family] ?? { normal: file };
      families[family] = isBold ? { ...known, bold: file } : { ...known, normal: file };
    }
    return { families, files };
  }

  #file(name: FaceName): FontFile {
    const known = this.#files.get(name);
    if (known) return known;
    const file = new FontFile(readFileSync(pathOf(faces[name])));
    this.#files.set(name, file);
    return file;
  }
}

export type Families = Readonly<Record<string, { readonly normal: string; readonly bold?: string }>>;

/** Beside the built program; from the packages when the source itself is run, as tests do. */
function pathOf({ file, package: name }: Face): URL {
  const built = new URL(`../fonts/${file}`, import.meta.url);
  if (existsSync(built)) return built;
  const folder = file.replace(/^.*_(\w+)\.ttf$/, '$1');
  return new URL(`../../../node_modules/@expo-google-fonts/${name}/${folder}/${file}`, import.meta.url);
}
