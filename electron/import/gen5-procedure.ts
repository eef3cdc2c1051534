// The "Procedure Details" of an Agilent Gen5 export: which reads were made, and what each is called in the tables.
// Must not read a table.

/** One thing that was read in every well, under the labels by which the tables may name it. */
export interface Channel {
  readonly labels: readonly string[];
  readonly unit: string;
  readonly wavelengthNm: number | null;
  readonly excitationNm: number | null;
  /** What the rows of a spectrum step through. */
  readonly sweeps: 'emission' | 'excitation' | null;
  /** How many points the program announces for each well: of a spectrum or an area scan; null for one end point. */
  readonly points: number | null;
}

export interface Procedure {
  readonly channels: readonly Channel[];
  /** Of a kinetic read, as announced. */
  readonly kineticReads: number | null;
}

type Mode = 'Absorbance' | 'Fluorescence' | 'Luminescence' | 'Alpha';

/** Gen5 calls absorbance OD (`Mean OD`, `Max OD`); the other two are RFU and RLU in its tables. */
const units: Readonly<Record<Mode, string>> = {
  Absorbance: 'OD',
  Fluorescence: 'RFU',
  Luminescence: 'RLU',
  Alpha: 'RFU',
};

/** Light that has no single wavelength: such a read is called Lum. */
const unfiltered = new Set(['Full light', 'Plug', 'Hole']);
const polarised = ['Parallel', 'Perpendicular'];

export function readProcedure(lines: readonly string[]): Procedure {
  const channels: Channel[] = [];
  let part: string[] = [];
  for (const line of lines) {
    if (/^\s*Read\t/.test(line)) {
      channels.push(...channelsOf(part));
      part = [];
    }
    part.push(line);
  }
  channels.push(...channelsOf(part));
  const reads = lines.map((line) => /^\s*Start Kinetic\t.*?(\d+) Reads/.exec(line)?.[1]).find(Boolean);
  return {
    channels,
    kineticReads: reads === undefined ? null : Number(reads),
  };
}

function channelsOf(lines: readonly string[]): Channel[] {
  const head = lines[0] ?? '';
  if (!/^\s*Read\t/.test(head)) return [];
  const text = lines.join('\n');
  const kind = /\t(Absorbance|Fluorescence|Luminescence|Alpha) (Endpoint|Spectrum|Area Scan)/.exec(text);
  if (!kind) return [];
  const mode = kind[1] as Mode;
  const name = head.split('\t')[1]?.trim() ?? '';
  // Without a label of its own the line names the kind of read instead.
  const prefix = name === '' || name === `${mode} ${kind[2]}` ? '' : `${name}:`;
  if (kind[2] === 'Spectrum') return [spectrum(mode, prefix, text)];
  if (mode === 'Absorbance') return absorbance(prefix, text);
  if (mode === 'Fluorescence') return fluorescence(prefix, text);
  if (mode === 'Luminescence') return luminescence(prefix, text);
  return [channel('Alpha', [`${prefix}Alpha`], null)];
}

function channel(
  mode: Mode,
  labels: readonly string[],
  wavelengthNm: number | null,
  excitationNm: number | null = null,
  sweeps: Channel['sweeps'] = null,
  points: number | null = null,
): Channel {
  return { labels, unit: units[mode], wavelengthNm, excitationNm, sweeps, points };
}

function absorbance(prefix: string, text: string): Channel[] {
  const wavelengths = /Wavelengths:\s*(.+)/.exec(text)?.[1]?.split(',') ?? [];
  const correction = /Pathlength Correction:\s*(\d+)\s*\/\s*(\d+)/.exec(text);
  const names = [
    ...wavelengths.map((wavelength) => wavelength.trim()),
    ...(correction ? [`${correction[1]} [Test]`, `${correction[2]} [Ref]`] : []),
  ];
  const matrix = /Matrix Size:\s*(\d+) x (\d+)/.exec(text);
  const points = matrix ? Number(matrix[1]) * Number(matrix[2]) : null;
  return names.map((name) =>
    channel('Absorbance', [`${prefix}${name}`], leadingNumber(name), null, null, points),
  );
}

function fluorescence(prefix: string, text: string): Channel[] {
  const filters = [...text.matchAll(/Excitation:\s*([^,\n]+),\s*Emission:\s*([^,\n]+)/g)].map((match) => ({
    excitation: match[1]?.trim() ?? '',
    emission: match[2]?.trim() ?? '',
  }));
  const isPolarised = /^\s*Fluorescence Polarization\s*$/m.test(text);
  return filters.map(({ excitation, emission }, index) => {
    const direction = isPolarised ? ` [${polarised[index % polarised.length]}]` : '';
    const withoutBandwidth = `${excitation.split('/')[0]},${emission.split('/')[0]}`;
    const labels = [`${excitation},${emission}`, withoutBandwidth].map(
      (name) => `${prefix}${name}${direction}`,
    );
    return channel('Fluorescence', labels, leadingNumber(emission), leadingNumber(excitation));
  });
}

function luminescence(prefix: string, text: string): Channel[] {
  return [...text.matchAll(/Emission:\s*([^,\n]+)/g)].map((match) => {
    const emission = match[1]?.trim() ?? '';
    const name = unfiltered.has(emission) ? 'Lum' : emission;
    return channel('Luminescence', [`${prefix}${name}`], leadingNumber(emission));
  });
}

function spectrum(mode: Mode, prefix: string, text: string): Channel {
  const fixedEmission = /Fixed Emission:\s*([\d.]+)/.exec(text)?.[1];
  const fixedExcitation = /Fixed Excitation:\s*([\d.]+)/.exec(text)?.[1];
  const labels = ['Spectrum', 'EM Spectrum', 'EX Spectrum'].map((name) => `${prefix}${name}`);
  return channel(
    mode,
    labels,
    fixedEmission === undefined ? null : Number(fixedEmission),
    fixedExcitation === undefined ? null : Number(fixedExcitation),
    fixedEmission === undefined ? 'emission' : 'excitation',
    sweepPoints(text),
  );
}

/** `Start: 300 nm,  Stop: 700 nm,  Step: 10 nm`: 41 points. */
function sweepPoints(text: string): number | null {
  const range = /Start:\s*(\d+).*?Stop:\s*(\d+).*?Step:\s*(\d+)/.exec(text);
  if (!range) return null;
  const [start = 0, stop = 0, step = 1] = range.slice(1).map(Number);
  return Math.floor((stop - start) / step) + 1;
}

/** 460 for `460/40`, null for `Full light`. */
function leadingNumber(text: string): number | null {
  const digits = /^\d+(?:\.\d+)?/.exec(text)?.[0];
  return digits === undefined ? null : Number(digits);
}
