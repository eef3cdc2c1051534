// The shell around every screen, as a test sees it.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export class Shell {
  readonly page: Page;
  readonly heading: Locator;
  /** The passing messages at the lower edge. */
  readonly messages: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1 });
    this.messages = page.getByRole('region', { name: 'Messages' });
  }

  /** An entry of the navigation at the left. */
  rail(name: string): Locator {
    return this.page.getByRole('navigation').getByRole('button', { name });
  }

  /** A running timer in the strip at the top. */
  timer(label: string): Locator {
    return this.page.getByRole('region', { name: 'Running timers' }).getByRole('button', { name: label });
  }

  /** The notice of a timer that is due or over. */
  alarm(label: string): Locator {
    return this.page.locator('.shell-notices .ui-notice').filter({ hasText: label });
  }

  async open(name: string): Promise<void> {
    await this.rail(name).click();
  }

  /** Opens a place by its address, as a link of the application would. */
  async goTo(screen: string, id?: string, part?: string): Promise<void> {
    const parts = [screen, id ?? (part === undefined ? undefined : ''), part].filter(
      (one) => one !== undefined,
    );
    await this.page.evaluate(
      (hash) => {
        window.location.hash = hash;
      },
      `#/${parts.map(encodeURIComponent).join('/')}`,
    );
  }

  /** The next person signs in at the shared bench. */
  async switchTo(userId: string, password: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Switch person' }).click();
    await this.page.getByLabel('Id', { exact: true }).fill(userId);
    await this.page.getByLabel('Password or one-time code').fill(password);
    await this.page.keyboard.press('Enter');
  }

  /** In the demonstration: a role account, without a password. */
  async become(printedName: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Switch person' }).click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${printedName} ·`) })
      .click();
    await this.page.getByRole('banner').getByText(printedName, { exact: true }).waitFor();
  }
}
