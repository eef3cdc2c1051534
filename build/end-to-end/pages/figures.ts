// The figures of the article as a test sees them: the gallery, one figure, its numbers, its files.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export interface ShownLine {
  readonly group: string;
  readonly n: number;
  readonly mean: number;
  readonly marks: readonly string[];
}

export class Figures {
  readonly page: Page;
  readonly chart: Locator;
  /** The same figure as it is saved. */
  readonly paper: Locator;
  /** What is said of what is pointed at on it, and the way through all of it by the keyboard. */
  readonly words: Locator;
  readonly walk: Locator;
  readonly caption: Locator;
  /** A grid where its lines open the values behind them, a table where they may not. */
  readonly numbers: Locator;

  constructor(page: Page) {
    this.page = page;
    this.chart = page.locator('.figures-panels').getByRole('img').first();
    this.paper = page.locator('.figures-paper').getByRole('img');
    this.words = page.locator('.figures-words');
    this.walk = page.getByRole('slider', { name: 'Go through bars, marks and points' });
    this.caption = page.locator('.figures-caption');
    this.numbers = page.locator('table[aria-label="Numbers"]');
  }

  card(figure: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`\\bFigure ${figure} `) });
  }

  /** The line of a group at a time point. */
  line(timePoint: string, group: string): Locator {
    return this.numbers
      .getByRole('row')
      .filter({ hasText: timePoint })
      .filter({ has: this.page.getByText(group, { exact: true }) });
  }

  /** Presses a bar of four groups at four time points, a little above its foot; both count from 0. */
  async pressBar(timePoint: number, group: number): Promise<void> {
    const box = await this.chart.boundingBox();
    if (!box) throw new Error('The chart is not shown.');
    // The numbers of the axis take about 63 px at the left, the counts and time points about 60 px below.
    const share = (timePoint + 0.5) / 4 + (0.82 / 16) * (group - 1.5);
    await this.chart.click({ position: { x: 63 + (box.width - 71) * share, y: box.height - 85 } });
  }

  async showAs(form: 'As a chart' | 'As it is saved'): Promise<void> {
    await this.page.getByText(form, { exact: true }).click();
  }

  /** The first of these marks in the drawing. */
  mark(text: string): Locator {
    return this.paper.locator('text').getByText(text, { exact: true }).first();
  }

  async save(item: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Save as' }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Every line of the table: group, n, mean, and the marks before the exact p. */
  async shown(): Promise<readonly ShownLine[]> {
    const lines: ShownLine[] = [];
    for (const row of await this.numbers.getByRole('row').all()) {
      const [group = '', n = '', mean = '', , ...compared] = await row.getByRole('gridcell').allInnerTexts();
      if (group === '') continue;
      lines.push({
        group: group.trim(),
        n: Number(n),
        mean: Number(mean),
        marks: compared.flatMap((text) => /^([*#]+) /.exec(text)?.[1] ?? []),
      });
    }
    return lines;
  }
}
