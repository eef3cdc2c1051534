// Every screen: nothing for axe in light and in dark, everything by the keyboard, and nothing that unblinds a surgeon.
// Must not test what a screen does: the other specs do.

import type { Locator } from '@playwright/test';

import { axeFindings, expect, test, type Launched } from './fixtures.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import { everyPlace, type ShownPlace } from './pages/places.ts';
import { Shell } from './pages/shell.ts';

type Page = Launched['page'];

async function look(page: Page, { screen, id, part, heading, tab }: ShownPlace): Promise<void> {
  const shell = new Shell(page);
  await shell.goTo(screen, id, part);
  await expect(page.locator('h1')).toHaveText(heading);
  if (tab !== undefined) await expect(page.getByRole('tab', { selected: true })).toHaveText(tab);
  await expect(page.locator('html[data-ready="true"]')).toHaveCount(1);
}

/** Everything in the light, and what a theme changes in the dark. */
async function expectSound(page: Page, what: string): Promise<void> {
  await setTheme(page, 'light');
  expect.soft(await axeFindings(page), `${what}, light`).toEqual([]);
  await setTheme(page, 'dark');
  expect.soft(await axeFindings(page, ['color-contrast']), `${what}, dark`).toEqual([]);
}

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((chosen) => {
    document.documentElement.dataset['theme'] = chosen;
  }, theme);
}

test('axe finds nothing on any screen, in light and in dark', async ({ launch }) => {
  test.setTimeout(1_200_000);
  const { page, shell } = await demonstrationStarter(launch)();
  // A colour half way to another one would be judged for its contrast.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(shell.heading).toHaveText('Today');
  for (const place of await everyPlace(page)) {
    await look(page, place);
    await expectSound(
      page,
      [place.screen, place.id, place.part].filter((one) => one !== undefined).join(' '),
    );
  }
  await look(page, { screen: 'today', heading: 'Today' });
  await page.keyboard.press('Control+L');
  await expect(shell.heading).toHaveText('Locked');
  await expectSound(page, 'locked');
  await page.getByRole('button', { name: 'Sign in as someone else' }).click();
  await expect(shell.heading).toHaveText('Sign in');
  await expectSound(page, 'sign-in');
});

/** One list of each kind that lies over the page while it is open, and one over a dialog. */
const openLists = [
  { where: { screen: 'samples', heading: 'Samples' }, role: 'button', name: / Status$/ },
  {
    where: { screen: 'results', id: 'alt', part: 'chart', heading: 'Results' },
    role: 'button',
    name: 'Save as',
  },
  { where: { screen: 'animals', part: 'weigh', heading: 'Animals' }, role: 'combobox', name: /^Animal/ },
  { where: { screen: 'audit', heading: 'Audit trail' }, role: 'combobox', name: /^About/ },
] as const;

/** A field that is searched by typing hides the rest of the page from screen readers, heading and controls with it. */
const hiddenBehindList = /^(aria-hidden-focus|page-has-heading-one):/;

test('axe finds nothing while a list is open', async ({ launch }) => {
  const { page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(shell.heading).toHaveText('Today');
  for (const { where, role, name } of openLists) {
    await look(page, where);
    await page.getByRole(role, { name }).click();
    await expect(page.getByRole('option').or(page.getByRole('menuitem')).first()).toBeVisible();
    const findings = await axeFindings(page);
    expect
      .soft(
        findings.filter((one) => !hiddenBehindList.test(one)),
        where.screen,
      )
      .toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test('a screen reader says the unit of a field for a number', async ({ launch }) => {
  const { page, shell } = await demonstrationStarter(launch)();
  await expect(shell.heading).toHaveText('Today');
  await look(page, { screen: 'animals', part: 'weigh', heading: 'Animals' });
  const weight = page.getByRole('dialog').getByLabel('Weight');
  await expect(weight).toHaveAccessibleDescription(/^kg\b/);
  await weight.fill('22,4');
  await expect(weight).toHaveAccessibleDescription(/^kg\b.*decimal point/);
});

test('the keyboard alone opens an animal and every section', async ({ launch }) => {
  const { page, shell } = await demonstrationStarter(launch)();
  await expect(shell.heading).toHaveText('Today');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('P07');
  await expect(page.getByRole('option', { selected: true })).toContainText('P07');
  await page.keyboard.press('Enter');
  await expect(shell.heading).toHaveText('P07');

  const sections = page.getByRole('navigation').getByRole('button');
  const wanted = (await sections.allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
  expect(wanted).toEqual(
    expect.arrayContaining([
      'Today',
      'Animals',
      'Runs',
      'Dose',
      'Lots',
      'Samples',
      'Assays',
      'Results',
      'Audit',
      'Settings',
    ]),
  );
  const reached: string[] = [];
  // Once round the page is enough, and more than its sections and controls there are not.
  for (let press = 0; press < 100 && reached.length < wanted.length; press += 1) {
    await page.keyboard.press('Tab');
    const focused = page.getByRole('navigation').locator('button:focus');
    if ((await focused.count()) === 0) continue;
    const [name = ''] = (await focused.innerText()).split('\n');
    if (!reached.includes(name)) reached.push(name);
  }
  expect(reached.toSorted()).toEqual(wanted.toSorted());
  await sections.filter({ hasText: 'Samples' }).focus();
  await page.keyboard.press('Enter');
  await expect(shell.heading).toHaveText('Samples');
});

/** A group's name, a substance, or the code of a lot of what is injected. */
const telling = /\b(saline|dmem|asc|secretome)\b|\b(SEC|SAL|DMEM|ASC)-\d/i;

/** What is read there, and what a screen reader says. */
async function wordsOf(place: Locator): Promise<string> {
  return `${await place.innerText()}\n${await place.ariaSnapshot()}`;
}

const besideAnimals: readonly (ShownPlace & { readonly shows: string })[] = [
  { screen: 'animals', heading: 'Animals', shows: 'P22' },
  { screen: 'animals', id: 'P22', part: 'overview', heading: 'P22', shows: 'Particulars' },
  { screen: 'animals', id: 'P22', part: 'timeline', heading: 'P22', shows: 'Weighed' },
  { screen: 'dose', id: 'P22', heading: 'Dose of P22', shows: 'Injected into P22' },
  {
    screen: 'results',
    id: 'alt',
    part: 'chart',
    heading: 'Results',
    tab: 'Chart',
    shows: 'The same numbers',
  },
  {
    screen: 'results',
    id: 'figures',
    part: '3a',
    heading: 'Results',
    tab: 'Figures',
    shows: 'Numbers: ',
  },
];

test('a blinded surgeon sees no group and no lot beside an animal', async ({ launch }) => {
  const { page, shell } = await demonstrationStarter(launch)();
  await shell.become('Surgeon 1');
  const main = page.getByRole('main');
  await look(page, { screen: 'today', heading: 'Today' });
  const lines = page.getByRole('region', { name: 'What is to be done' }).getByRole('button');
  await expect(lines.first()).toBeVisible();
  for (const line of await lines.allInnerTexts()) {
    if (/\bP\d\d\b/.test(line)) expect(line).not.toMatch(telling);
  }
  for (const place of besideAnimals) {
    await look(page, place);
    await expect(main).toContainText(place.shows);
    expect.soft(await wordsOf(main), `${place.screen} ${place.part ?? ''}`).not.toMatch(telling);
  }

  await look(page, { screen: 'audit', heading: 'Audit trail' });
  const trail = page.getByRole('grid', { name: 'Audit trail' });
  const show = async (kind: string): Promise<void> => {
    await page.getByRole('combobox', { name: 'About' }).fill(kind);
    await page.getByRole('option', { name: kind, exact: true }).click();
    await expect(trail.getByRole('row').nth(1)).toContainText(`${kind} `);
  };
  for (const kind of ['dose', 'animal']) {
    await show(kind);
    expect(await wordsOf(trail)).not.toMatch(telling);
  }
  // The names of the groups are no secret, but which animal is in which is.
  await show('allocation');
  await expect(trail).toContainText('blind: blinded');

  // Where they may be known the words are there: the search above would have found them.
  await shell.become('Technician 1');
  for (const place of besideAnimals.filter((one) => one.part !== 'timeline')) {
    await look(page, place);
    await expect(main).toContainText(place.shows);
    expect.soft(await wordsOf(main), `${place.screen} ${place.part ?? ''}`).toMatch(telling);
  }
});
