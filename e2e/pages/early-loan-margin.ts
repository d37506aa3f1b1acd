import type { Locator } from '@playwright/test';
import { Shell } from './shell';

/** Early Loan Margin Inquiry. */
export class EarlyLoanMarginPage extends Shell {
  readonly heading = this.page.getByRole('heading', { level: 1, name: 'Early Loan Margin Inquiry' });
  readonly holds = this.page.getByRole('table', { name: 'Holds of the deposit' }).getByRole('row');

  async open(query = ''): Promise<void> {
    await this.page.goto(`/capital/early-loan-margin${query}`);
  }

  hold(text: string | RegExp): Locator {
    return this.holds.filter({ hasText: text });
  }

  /** A term of the period's sum, in minor units. */
  async term(name: string): Promise<number> {
    const term = this.page.getByRole('definition').and(this.page.locator(`dt:has-text("${name}") + dd`));
    return Math.round(Number((await term.innerText()).replaceAll(/[^\d.]/g, '')) * 100);
  }

  async show(which: 'Still frozen' | 'All, also given back'): Promise<void> {
    await this.page.getByRole('link', { name: which }).click();
  }

  async findOrder(id: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Order id' }).fill(id);
    await this.page.getByRole('button', { name: 'Find', exact: true }).click();
  }

  async showPeriod(from: string, asOf: string): Promise<void> {
    await this.page.getByLabel('From', { exact: true }).fill(from);
    await this.page.getByLabel('As of').fill(asOf);
    await this.page.getByRole('button', { name: 'Show', exact: true }).click();
  }
}
