// Runs: the list, and the checklist, timers and times of one run.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export class Runs {
  readonly page: Page;
  readonly timers: Locator;

  constructor(page: Page) {
    this.page = page;
    this.timers = page.getByRole('region', { name: 'Timers', exact: true });
  }

  /** From the list. */
  async openOf(animalId: string, protocol: RegExp): Promise<void> {
    await this.page
      .getByRole('grid', { name: 'Open' })
      .getByRole('row')
      .filter({ hasText: animalId })
      .filter({ hasText: protocol })
      .click();
  }

  /** Of the run that is open. */
  async openTheatre(): Promise<void> {
    await this.page.getByRole('button', { name: 'Operating room' }).first().click();
  }

  /** A line of the checklist. */
  step(title: string): Locator {
    return this.page.locator('.ui-step').filter({ hasText: `${title}. ` });
  }

  /** A step that was tapped by mistake. */
  async takeBack(title: string, reason: string): Promise<void> {
    await this.step(title).getByRole('button').first().click();
    await this.page.getByRole('menuitem', { name: 'It was not done' }).click();
    await this.page.getByLabel('Why it is taken back').fill(reason);
    await this.page.getByRole('button', { name: `Take back “${title}”` }).click();
  }

  /** One that runs without the protocol, in minutes. */
  async startFreeTimer(label: string, minutes: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
    await this.page.getByRole('menuitem', { name: 'Start a free timer' }).click();
    const form = this.page.getByRole('form', { name: 'Start a free timer' });
    await form.getByLabel('What is timed').fill(label);
    await form.getByLabel('Duration').fill(minutes);
    await form.getByRole('button', { name: 'Start the timer' }).click();
  }

  /** The card of one timer. */
  timer(label: string): Locator {
    return this.timers.locator('.runs-timer').filter({ has: this.page.getByRole('timer', { name: label }) });
  }

  /** After clamp off was pressed on the locked screen. */
  async confirmClampOff(printedName: string): Promise<void> {
    await this.page.getByLabel('Who released the clamp').first().fill(printedName);
    await this.page.getByRole('option', { name: printedName }).click();
    await this.page.getByRole('button', { name: /^Confirm clamp off at/ }).click();
  }
}
