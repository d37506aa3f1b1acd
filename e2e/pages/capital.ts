import type { Locator } from '@playwright/test';
import { Shell } from './shell';

/** Capital Account Management. */
export class CapitalPage extends Shell {
  readonly heading = this.page.getByRole('heading', { level: 1, name: 'Capital Account Management' });
  readonly notice = this.page.getByText(/^Shown as of /);
  readonly entries = this.page.getByRole('table', { name: /entries/i }).getByRole('row');

  async open(query = ''): Promise<void> {
    await this.page.goto(`/capital${query}`);
  }

  /** The figure of a card. */
  figure(label: string): Locator {
    return this.page.getByRole('link', { name: new RegExp(`^${label}: `) });
  }

  /** A row of the eight accounts, or their sum. */
  balance(account: string): Locator {
    return this.page
      .getByRole('table', { name: 'All eight accounts' })
      .getByRole('row')
      .filter({ hasText: account });
  }

  async showAsOf(date: string): Promise<void> {
    await this.page.getByLabel('As of').fill(date);
    await this.page.getByRole('button', { name: 'Show', exact: true }).click();
  }

  async chooseCurrency(currency: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Currency' })
      .getByRole('link', { name: currency })
      .click();
  }
}
