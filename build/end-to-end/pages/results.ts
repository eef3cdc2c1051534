// Results: the grid, typed into by keyboard alone, and the numbers beside the chart.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export class Results {
  readonly page: Page;
  readonly grid: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: /, results by animal$/ });
  }

  /** A cell by its animal and the head of its column. */
  async cell(animalId: string, column: string): Promise<Locator> {
    await this.grid.waitFor();
    const heads = await this.grid.getByRole('columnheader').allInnerTexts();
    const index = heads.findIndex((head) => head.startsWith(column));
    const row = this.grid
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: animalId }) });
    // The first head stands above the heads of the rows.
    return row.getByRole('gridcell').nth(index - 1);
  }

  /** Goes to a cell from wherever the grid is, by the keys alone. */
  async goTo(cell: Locator): Promise<void> {
    const [row = 0, column = 0] = ((await cell.getAttribute('data-place')) ?? '').split(',').map(Number);
    await this.page.getByRole('tab', { selected: true }).focus();
    while (!(await this.isInGrid())) await this.page.keyboard.press('Tab');
    await this.page.keyboard.press('Control+Home');
    for (let step = 0; step < row; step += 1) await this.page.keyboard.press('ArrowDown');
    for (let step = 0; step < column; step += 1) await this.page.keyboard.press('ArrowRight');
  }

  /** Into the cell that has the focus. */
  async type(value: string): Promise<void> {
    await this.page.keyboard.type(value);
    await this.page.keyboard.press('Enter');
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
  }

  async openChart(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Chart' }).click();
  }

  /** n and mean of a group at a time point, from the table beside the chart. */
  async numbers(timePoint: string, group: string): Promise<{ readonly n: number; readonly mean: number }> {
    const row = this.page
      .getByRole('table', { name: 'The same numbers' })
      .getByRole('row')
      .filter({ hasText: timePoint })
      .filter({ has: this.page.getByText(group, { exact: true }) });
    await row.waitFor();
    const [, n = '', mean = ''] = await row.getByRole('cell').allInnerTexts();
    return { n: Number(n), mean: Number(mean) };
  }

  private async isInGrid(): Promise<boolean> {
    return this.grid.evaluate((grid) => grid.contains(document.activeElement));
  }
}
