// The dose: prepared at the bench, checked by a second person, given by its code.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export class Doses {
  readonly page: Page;
  /** The arithmetic as on paper. */
  readonly equation: Locator;
  /** The label of the checked syringe. */
  readonly label: Locator;

  constructor(page: Page) {
    this.page = page;
    this.equation = page.getByRole('region', { name: 'Factors and results', exact: true });
    this.label = page.locator('.ui-label');
  }

  /** Types or scans an animal or a syringe at the start of the screen. */
  async open(code: string): Promise<void> {
    await this.page.getByLabel('Scan an animal or a syringe').fill(code);
    await this.page.getByRole('button', { name: 'Open', exact: true }).click();
  }

  async chooseLot(code: string): Promise<void> {
    await this.page.getByText(new RegExp(`^${code} · `)).click();
  }

  async chooseSyringe(millilitre: string, graduationMicrolitre: string): Promise<void> {
    await this.page.getByLabel('Syringe', { exact: true }).fill(millilitre);
    await this.page.getByLabel('Smallest mark').fill(graduationMicrolitre);
  }

  /** What the head of the preparation says of the animal. */
  who(fact: string): Locator {
    return this.page.locator('.dose-who > div').filter({ hasText: fact }).getByRole('definition');
  }

  /** The largest number on the screen. */
  amount(label: string | RegExp): Locator {
    return this.page.getByRole('region', { name: label });
  }

  async check(weightKg: string, lotCode: string): Promise<void> {
    await this.page.getByLabel('Weight of the animal').fill(weightKg);
    await this.page.getByLabel('Code of the lot').fill(lotCode);
    await this.page.getByRole('button', { name: /^Check syringe/ }).click();
  }

  /** The animal at the table, read from its tag. */
  async takeAnimal(animalId: string): Promise<void> {
    await this.page.getByLabel('Scan the ear tag or type the id').fill(animalId);
    await this.page.keyboard.press('Enter');
  }

  /** Divides what is in the syringe among sites, in µL. */
  async enterSites(volumes: readonly string[]): Promise<void> {
    const planned = await this.page.getByLabel(/^Volume at site/).count();
    for (let number = planned; number > volumes.length; number -= 1)
      await this.page.getByRole('button', { name: `Remove site ${number}` }).click();
    for (const [index, volume] of volumes.entries()) {
      if (index >= planned) await this.page.getByRole('button', { name: 'Another site' }).click();
      await this.page.getByLabel(`Volume at site ${index + 1}`).fill(volume);
    }
  }
}
