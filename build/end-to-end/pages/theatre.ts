// The operating room: one clock, the next step, one or two actions, each with its key.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export class Theatre {
  readonly page: Page;
  /** The sentence of what comes next, with a refusal or an alarm in it. */
  readonly next: Locator;

  constructor(page: Page) {
    this.page = page;
    this.next = page.locator('.ui-theatre-next');
  }

  /** The digits of the large clock. */
  clock(label: string): Locator {
    return this.page.getByRole('timer', { name: label });
  }

  /** A figure beside the clock, such as the time of clamp off. */
  figure(name: string): Locator {
    return this.page.locator('.theatre-figure').filter({ hasText: name }).getByRole('definition');
  }

  /** As a person sees it: the clock counts so many seconds further. */
  async letPass(clock: Locator, seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      const before = await clock.innerText();
      const element = await clock.elementHandle();
      await this.page.waitForFunction(
        ([shown, text]) => shown instanceof HTMLElement && shown.innerText !== text,
        [element, before] as const,
      );
    }
  }

  /** Takes those who put the clamp on, as they are offered. */
  async confirmPeople(): Promise<void> {
    const confirm = this.action('To the clock');
    await confirm.waitFor();
    await confirm.press('Enter');
  }

  action(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name });
  }
}
