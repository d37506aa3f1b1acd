import { expect } from '@playwright/test';
import { addDays } from '../../engine/calendar';
import { Shell } from './shell';

/** Policy versions, drafts and backtests. */
export class PolicyPages extends Shell {
  readonly answer = this.page.getByRole('region', { name: 'The answer' });
  readonly changes = this.page.getByRole('table', { name: 'What it would change' });

  async makeDraft(name: string): Promise<void> {
    await this.page.goto('/admin/policy');
    await this.page.getByText('Make a draft', { exact: true }).click();
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.getByRole('button', { name: 'Make the draft' }).click();
    await expect(this.page).toHaveTitle(new RegExp(`^${name}`));
  }

  async openForm(): Promise<void> {
    await this.page.getByRole('link', { name: 'Change the values' }).click();
    await expect(this.page).toHaveTitle(/^Change /);
  }

  tier(name: string) {
    return this.page.getByRole('group', { name: `Tier ${name}` });
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save the draft' }).click();
  }

  /** Plays the first days of the record again: from which date on, the form says. */
  async playFirstDays(days: number): Promise<void> {
    const field = this.page.getByLabel('From', { exact: true });
    const from = (await field.getAttribute('min')) ?? '';
    await field.fill(from);
    await this.page.getByLabel('To', { exact: true }).fill(addDays(from, days - 1));
    await this.page.getByRole('button', { name: 'Play it again' }).click();
    await expect(this.page).toHaveTitle(/^Backtest of /);
  }

  async propose(from: string, why: string): Promise<void> {
    await this.page.getByLabel('In force from').fill(from);
    await this.page.getByRole('textbox', { name: 'Why' }).fill(why);
    await this.page.getByRole('button', { name: 'Propose it' }).click();
    await expect(this.page).toHaveURL(/\/admin\/proposals\//);
  }
}
