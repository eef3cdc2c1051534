// Samples: the schedule of an animal, one sample, its place in the freezer.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export class Samples {
  readonly page: Page;
  readonly labels: Locator;

  constructor(page: Page) {
    this.page = page;
    this.labels = page.getByRole('dialog', { name: 'Labels' });
  }

  /** The lines of a time point at an animal's schedule. */
  timePoint(name: string): Locator {
    return this.page
      .locator('.samples-time-point')
      .filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  line(sampleId: string): Locator {
    return this.page.getByRole('row').filter({ hasText: sampleId });
  }

  /** Takes everything of a time point in one action; the serum with its volume. */
  async take(timePoint: string, serumMicrolitre: string): Promise<void> {
    await this.timePoint(timePoint)
      .getByRole('button', { name: /^Take \d+ sample/ })
      .click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Volume of Serum').fill(serumMicrolitre);
    await dialog.getByRole('button', { name: /^Record \d+ sample/ }).click();
  }

  /** At a sample's own page: into the first free position of the box shown. Gives the position. */
  async store(): Promise<string> {
    await this.page.getByRole('button', { name: 'Store', exact: true }).click();
    const dialog = this.page.getByRole('dialog');
    const free = dialog.getByRole('button', { name: /, free$/ }).first();
    const name = (await free.getAttribute('aria-label')) ?? '';
    await free.click();
    await dialog.getByRole('button', { name: 'Store 1 sample here' }).click();
    await dialog.waitFor({ state: 'hidden' });
    return name.replace(/, free$/, '');
  }
}
