// A canvas that draws nothing but remembers what was written on it, so that Chart.js lays out a chart without a page.
// Must not be imported by anything but tests.

interface WrittenText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** What Chart.js is given in place of a canvas element, and what it wrote there. */
export function chartCanvas(width: number, height: number) {
  const written: WrittenText[] = [];
  const own: Record<string, unknown> = {
    measureText: (text: string) => ({
      width: text.length * 7,
      actualBoundingBoxAscent: 8,
      actualBoundingBoxDescent: 2,
    }),
    fillText: (text: string, x: number, y: number) => written.push({ text, x, y }),
  };
  const canvas = { width, height, style: {}, getContext: () => context };
  const context: unknown = new Proxy(own, {
    get: (target, name: string) => (name === 'canvas' ? canvas : (target[name] ?? (() => undefined))),
    set: (target, name: string, value: unknown) => {
      target[name] = value;
      return true;
    },
  });
  return { canvas: canvas as unknown as HTMLCanvasElement, written };
}
