// The shell around every screen, as a test sees it.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export class Shell {
  readonly page: Page;
  readonly heading: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1 });
  }
}
