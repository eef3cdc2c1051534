// Assays: a file dropped onto the window, the plate, and the table that says what stands on it.
// Must not assert: specs do.

import type { Locator, Page } from '@playwright/test';

export interface PlateWell {
  readonly well: string;
  /** Gen5's own id, whose first letters are the role: STD1, BLK, SPL1. */
  readonly id: string;
  readonly name: string;
  readonly concentration: string;
  readonly reading: string;
}

/** A text export of Agilent Gen5 with one plate of 96 wells read at 450 nm. */
export function gen5Plate(title: string, wells: readonly PlateWell[], plateName = 'Plate 1'): string {
  const columns = Array.from({ length: 12 }, (_, index) => index + 1);
  const row = (letter: string, head: string, label: string, of: (one: PlateWell) => string): string => {
    const cells = columns.map((column) => {
      const one = wells.find(({ well }) => well === `${letter}${column}`);
      return one ? of(one) : '';
    });
    return [head, ...cells, label].join('\t');
  };
  const letters = 'ABCDEFGH'.split('');
  return [
    'Software Version\t3.12.08',
    '',
    `Experiment File Path:\tC:\\${title}.xpt`,
    '',
    `Plate Number\t${plateName}`,
    'Reader Type:\tSynergy H1',
    '',
    'Procedure Details',
    '',
    'Plate Type\t96 WELL PLATE',
    'Read\tAbsorbance Endpoint',
    '\tFull Plate',
    '\tWavelengths:  450',
    '',
    'Layout',
    ['', ...columns].join('\t'),
    ...letters.flatMap((letter) => [
      row(letter, letter, 'Well ID', (one) => one.id),
      row(letter, '', 'Name', (one) => one.name),
      row(letter, '', 'Conc/Dil', (one) => one.concentration),
    ]),
    '',
    'Results',
    ['', ...columns].join('\t'),
    ...letters.map((letter) => row(letter, letter, '450', (one) => one.reading)),
    '',
    '',
  ].join('\n');
}

/** A text export of the LightCycler 480: sample and gene in one name, a Cp where something amplified. */
export function lightCyclerText(
  title: string,
  wells: readonly (readonly [name: string, cp: string])[],
): string {
  const columnCount = 24;
  const lines = wells.map(([name, cp], index) => {
    const row = 'ABCDEFGHIJKLMNOP'.charAt(Math.floor(index / columnCount));
    return ['True', '255', `${row}${1 + (index % columnCount)}`, name, cp, '', '0', ''].join('\t');
  });
  return [
    `Experiment: ${title}  Selected Filter: SYBR Green I / HRM Dye (465-510)`,
    'Include\tColor\tPos\tName\tCp\tConcentration\tStandard\tStatus',
    ...lines,
    '',
  ].join('\r\n');
}

export class Assays {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Drops a file where the screen takes one, as a person would from a folder. */
  async drop(name: string, text: string): Promise<void> {
    const zone = this.page.locator('.assays-drop');
    await zone.waitFor();
    const data = await this.page.evaluateHandle(
      ([fileName, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], fileName, { type: 'text/plain' }));
        return transfer;
      },
      [name, text] as const,
    );
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      await zone.dispatchEvent(kind, { dataTransfer: data });
    }
  }

  /** Pastes a block into a grid from one of its cells on. */
  async paste(cell: Locator, text: string): Promise<void> {
    await cell.click();
    await cell.evaluate((element, content) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', content);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  well(name: string): Locator {
    return this.page.locator(`[data-well="${name}"]`).first();
  }

  /** The row of a name in the table of what stands on the plate. */
  mappingRow(name: string): Locator {
    return this.page
      .getByRole('table', { name: 'What stands on the plate' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name }) });
  }

  async mapByHand(name: string, animalId: string, timePoint: string): Promise<void> {
    const row = this.mappingRow(name);
    await row.getByRole('combobox', { name: 'Animal' }).fill(animalId);
    await this.page.getByRole('option', { name: animalId }).click();
    await row.getByRole('button', { name: / Time point$/ }).click();
    await this.page.getByRole('option', { name: timePoint }).click();
  }

  /** One of a short list. */
  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(` ${label}`) }).click();
    await this.page.getByRole('option', { name: new RegExp(`^${option}`) }).click();
  }
}
