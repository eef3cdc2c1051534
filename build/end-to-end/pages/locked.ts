// The locked screen: the clocks, clamp off, and the way in for the same or the next person.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export class Locked {
  readonly page: Page;
  /** Says at what time clamp off was pressed. */
  readonly clampOffNoted: Locator;

  constructor(page: Page) {
    this.page = page;
    this.clampOffNoted = page.getByText(/^Clamp off at /);
  }

  clock(label: string): Locator {
    return this.page.getByRole('timer', { name: label });
  }

  async clampOff(): Promise<void> {
    await this.page.getByRole('button', { name: 'Clamp off' }).click();
  }

  /** In the demonstration, where nobody has a password. */
  async signInAs(userId: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign in as someone else' }).click();
    await this.page.getByLabel('Id', { exact: true }).fill(userId);
    await this.page.keyboard.press('Enter');
  }
}
