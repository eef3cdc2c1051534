// Lots: the list, and the facts of one lot.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export class Lots {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** From the list. */
  async open(code: string): Promise<void> {
    await this.page.getByRole('row').filter({ hasText: code }).click();
  }

  /** A fact of the lot that is open, such as what is left. */
  fact(name: string): Locator {
    return this.page.locator('.ui-facts').locator(`dt:text-is("${name}") + dd`);
  }

  /** The factors of what one µL stands for, in the order of the equation, without their units. */
  async factors(): Promise<readonly string[]> {
    const values = this.page.getByRole('region', { name: 'Factors and result', exact: true });
    await values.waitFor();
    const texts = await values.locator('.ui-equation-value').allTextContents();
    return texts.map((text) => /^[\d.]+/.exec(text)?.[0] ?? '');
  }
}
