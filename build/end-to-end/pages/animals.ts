// Animals: the list, the registration, one animal.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export interface Arrival {
  readonly id: string;
  readonly earTag: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly weightKg: string;
}

export class Animals {
  readonly page: Page;
  readonly list: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('grid', { name: 'Animals' });
  }

  row(animalId: string): Locator {
    return this.list.getByRole('row', { name: new RegExp(`^${animalId} `) });
  }

  /** From the list, as a study animal. */
  async register({ id, earTag, birthDate, weightKg }: Arrival): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: 'Register an animal' }).click();
    await page.getByText('Study animal', { exact: true }).click();
    await page.getByLabel(/^Id\b/).fill(id);
    await page.getByLabel('Housing').fill('Pen 3');
    await page.getByLabel('Weight on arrival').fill(weightKg);
    await page.getByLabel('Ear tag').fill(earTag);
    await page.getByLabel('Birth date').fill(birthDate);
    await page.getByLabel('Source').fill('Breeder 1');
    await page.getByLabel('Strain').fill('Bama miniature pig');
    await page.getByText('Female', { exact: true }).click();
    await page.getByRole('button', { name: `Register ${id}` }).click();
  }

  async open(animalId: string): Promise<void> {
    await this.row(animalId).click();
  }

  /** The field at the animal's own page; typed and not saved. */
  async typeWeight(weightKg: string): Promise<void> {
    await this.page.getByLabel('Weight', { exact: true }).fill(weightKg);
  }
}
