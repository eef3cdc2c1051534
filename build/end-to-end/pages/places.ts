// Every screen of the application as a place to look at, found in the demonstration by what a person would look for.
// Must not assert: specs do.

import type { Page } from '@playwright/test';

export interface ShownPlace {
  readonly screen: string;
  readonly id?: string | undefined;
  readonly part?: string | undefined;
  /** The heading that says that it is there. */
  readonly heading: string | RegExp;
  /** The tab that is then selected. */
  readonly tab?: string | RegExp;
}

/** The ids that addresses need and nobody says aloud. */
async function idsOf(page: Page): Promise<Readonly<Record<'run' | 'lot' | 'protocol', string>>> {
  const first = async (query: string, input: object, list: string): Promise<string> => {
    const outcome = await page.evaluate(
      ([name, asked]) =>
        (
          window as unknown as { notebook: { call(name: string, input: unknown): Promise<unknown> } }
        ).notebook.call(name, asked),
      [query, input] as const,
    );
    const { value } = outcome as {
      readonly value: Readonly<Record<string, readonly { readonly id: string }[]>>;
    };
    return value[list]?.[0]?.id ?? '';
  };
  return {
    run: await first('run.list', { animalId: 'P24' }, 'runs'),
    lot: await first('lot.list', {}, 'lots'),
    protocol: await first('protocol.list', {}, 'protocols'),
  };
}

export async function everyPlace(page: Page): Promise<readonly ShownPlace[]> {
  const { run, lot, protocol } = await idsOf(page);
  const animal = { screen: 'animals', id: 'P24', heading: 'P24' } as const;
  const surgery = { screen: 'runs', id: run, heading: 'P24-SUR-1' } as const;
  const settings = { screen: 'settings', heading: 'Settings' } as const;
  return [
    { screen: 'today', heading: 'Today' },
    { screen: 'animals', heading: 'Animals' },
    { screen: 'animals', part: 'register', heading: 'Register an animal' },
    { screen: 'animals', part: 'allocation', heading: 'Allocation' },
    { ...animal, part: 'overview', tab: 'Overview' },
    { ...animal, part: 'schedule', tab: 'Samples' },
    { ...animal, part: 'runs', tab: /^Runs/ },
    { ...animal, part: 'timeline', tab: 'Timeline' },
    { screen: 'deviations', heading: 'Deviations' },
    { screen: 'runs', heading: 'Runs' },
    { ...surgery, part: 'steps', tab: /^Steps/ },
    { ...surgery, part: 'anaesthesia', tab: 'Anaesthesia record' },
    { ...surgery, part: 'notes', tab: /^Notes/ },
    { screen: 'operating-room', id: run, heading: 'P24-SUR-1' },
    { screen: 'dose', heading: 'Dose' },
    { screen: 'dose', id: 'P24', heading: 'Dose of P24' },
    { screen: 'lots', heading: 'Lots' },
    { screen: 'lots', id: lot, heading: /^(ASC|SEC|SAL|DMEM)-\d\d$/ },
    { screen: 'samples', heading: 'Samples' },
    { screen: 'samples', id: 'P23', heading: 'Samples of P23' },
    { screen: 'samples', id: 'F1', part: 'freezer', heading: /^F1/ },
    { screen: 'assays', heading: 'Assays' },
    { screen: 'assays', id: 'new', heading: 'Evaluate a file' },
    { screen: 'assays', id: 'mix', heading: /mix/i },
    { screen: 'assays', id: 'slides', heading: 'Slides to read' },
    { screen: 'assays', id: 'slides', part: 'draw', heading: /list/i },
    { screen: 'assays', id: 'ki67', heading: 'Count Ki67' },
    { screen: 'results', id: 'alt', heading: 'Results', tab: 'By analyte' },
    { screen: 'results', id: 'alt', part: 'chart', heading: 'Results', tab: 'Chart' },
    { screen: 'results', id: 'figures', heading: 'Results', tab: 'Figures' },
    { screen: 'results', id: 'figures', part: '3a', heading: 'Results', tab: 'Figures' },
    { screen: 'results', id: 'plan', heading: 'Results', tab: 'Plan' },
    { screen: 'protocols', heading: 'Protocols' },
    { screen: 'protocols', id: protocol, heading: /./ },
    { screen: 'audit', heading: 'Audit trail' },
    { screen: 'audit', id: '6000', heading: 'Audit trail' },
    { ...settings, part: 'study', tab: 'Study' },
    { screen: 'arrive', heading: 'ARRIVE report' },
    { screen: 'arrive', id: '2', heading: 'ARRIVE report' },
    { screen: 'arrive', id: '10', heading: 'ARRIVE report' },
    { screen: 'arrive', id: 'methods', heading: 'ARRIVE report' },
    { ...settings, part: 'people', tab: 'People' },
    { ...settings, part: 'safety', tab: /./ },
    { ...settings, part: 'printing', tab: /./ },
    { ...settings, part: 'machine', tab: /./ },
  ];
}
