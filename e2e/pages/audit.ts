import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { Shell } from './shell';

/** The audit log. */
export class AuditPage extends Shell {
  readonly heading = this.page.getByRole('heading', { level: 1, name: 'Audit log' });
  readonly rows = this.page.getByRole('table', { name: 'Audit log' }).locator('> tbody > tr');
  readonly shown = this.page.getByRole('status');
  readonly export = this.page.getByRole('link', { name: 'Export CSV' });

  async open(query = ''): Promise<void> {
    await this.page.goto(`/admin/audit${query}`);
  }

  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text });
  }

  /** The numbers of the rows shown, as they stand. */
  async numbers(): Promise<number[]> {
    const names = await this.rows.getByText(/^Row \d+$/).allInnerTexts();
    return names.map((name) => Number(name.replace('Row ', '')));
  }

  async filter(fields: {
    person?: string;
    merchant?: string;
    action?: string;
    from?: string;
  }): Promise<void> {
    if (fields.person !== undefined) await this.page.getByLabel('Person, name or id').fill(fields.person);
    if (fields.merchant !== undefined) await this.page.getByLabel('Store id').fill(fields.merchant);
    if (fields.action !== undefined) {
      await this.page.getByRole('combobox', { name: 'What was done' }).selectOption(fields.action);
    }
    if (fields.from !== undefined) await this.page.getByLabel('From').fill(fields.from);
    await this.page.getByRole('button', { name: 'Show', exact: true }).click();
  }

  /** Exports what the page is filtered by; each row by the names of the file's first line. */
  async download(): Promise<{ name: string; rows: Record<string, string>[] }> {
    const coming = this.page.waitForEvent('download');
    await this.export.click();
    const file = await coming;
    const rows = parse<Record<string, string>>(await readFile(await file.path()), {
      columns: true,
      bom: true,
    });
    return { name: file.suggestedFilename(), rows };
  }

  /** Asks for an export without a look at the page. Every export leaves a row, about the store that it was filtered by. */
  async exportUnseen(merchant: string): Promise<number> {
    const answer = await this.page.request.get(`/admin/audit/export?merchant=${merchant}`, {
      maxRedirects: 0,
    });
    return answer.status();
  }
}
