import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { Shell } from './shell';

/** Files of facts that a person brings. */
export class ImportsPage extends Shell {
  readonly main = this.page.getByRole('main');

  /** Brings a file from the list of imports. */
  async bring(name: string, text: string): Promise<void> {
    await this.page.goto('/admin/imports');
    await this.main
      .getByLabel('File', { exact: true })
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await this.main.getByRole('button', { name: 'Upload and check' }).click();
  }

  /** What stands beside a count. */
  count(name: string) {
    return this.main.getByRole('term').filter({ hasText: name }).locator('xpath=../dd');
  }

  async export(): Promise<string> {
    const coming = this.page.waitForEvent('download');
    await this.main.getByRole('link', { name: 'Export CSV' }).click();
    return readFile(await (await coming).path(), 'utf8');
  }

  async sound(title: string): Promise<void> {
    await expect(this.page).toHaveTitle(`${title} · Sluice`);
    expect(await this.barriers()).toEqual([]);
    expect(await this.overflow()).toBe(0);
  }
}
