import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { Shell } from './shell';

/** Payouts: what is to be sent, batches, and what banks answer. */
export class PayoutsPage extends Shell {
  readonly main = this.page.getByRole('main');
  readonly problem = this.main.getByRole('alert');
  readonly answer = this.main.getByRole('status');
  readonly payments = this.page
    .getByRole('table', { name: 'What is in it' })
    .locator('tbody')
    .getByRole('row');

  async open(query = ''): Promise<void> {
    await this.page.goto(`/admin/payouts${query}`);
  }

  /** A file that a link gives: its name and its text. */
  async take(link: string): Promise<{ name: string; text: string }> {
    const coming = this.page.waitForEvent('download');
    await this.main.getByRole('link', { name: link }).click();
    const file = await coming;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  /** Gives the bank's answer to the portal, which says what it would do. */
  async readAnswer(text: string): Promise<void> {
    await this.main
      .getByLabel('The bank’s file')
      .setInputFiles({ name: 'answer.xml', mimeType: 'application/xml', buffer: Buffer.from(text) });
    await this.main.getByRole('button', { name: 'See what it would do' }).click();
  }

  async sound(title: string): Promise<void> {
    await expect(this.page).toHaveTitle(`${title} · Sluice`);
    expect(await this.barriers()).toEqual([]);
    expect(await this.overflow()).toBe(0);
  }
}
