import { readFile } from 'node:fs/promises';
import { type Download, expect, type Locator } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { Shell } from './shell';

/** The search over every page of the marketplace's side. */
export class SearchPage extends Shell {
  readonly button = this.page.getByRole('banner').getByRole('button', { name: /^Search/ });
  readonly palette = this.page.getByRole('dialog', { name: 'Search' });
  readonly field = this.palette.getByRole('combobox', { name: 'What to look for' });
  readonly options = this.palette.getByRole('option');
  readonly chosen = this.palette.getByRole('option', { selected: true });

  /** By the keys alone; until the page's script has come, nothing listens to them. */
  async openBy(keys: 'ControlOrMeta+k' | '/'): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press(keys);
      await expect(this.field).toBeFocused({ timeout: 1000 });
    }).toPass();
  }

  /** What an option is called, without its kind and its detail. */
  async title(option: Locator): Promise<string | null> {
    return option.locator('span > span').first().textContent();
  }

  /** A table that was taken away. */
  async read(download: Download): Promise<{ name: string; rows: Record<string, string>[] }> {
    const text = await readFile(await download.path(), 'utf8');
    return { name: download.suggestedFilename(), rows: parse(text, { columns: true, bom: true }) };
  }
}
