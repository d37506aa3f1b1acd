import type { Locator } from '@playwright/test';
import { Shell } from './shell';

/** Orders, and one order. */
export class OrdersPage extends Shell {
  readonly rows = this.page.getByRole('table', { name: 'Orders' }).getByRole('row');
  readonly events = this.page.getByRole('region', { name: 'The life of this order' }).locator('ol > li');

  async open(query = ''): Promise<void> {
    await this.page.goto(`/capital/orders${query}`);
  }

  /** The link to the order of a row. */
  link(row: number): Locator {
    return this.rows.nth(row).getByRole('link').first();
  }

  async choose(list: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Which orders' })
      .getByRole('link', { name: new RegExp(`^${list}`) })
      .click();
  }

  async search(id: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Order id, or its beginning' }).fill(id);
    await this.page.getByRole('button', { name: 'Show', exact: true }).click();
  }

  /** A part of the order's page. */
  card(name: string): Locator {
    return this.page.getByRole('region', { name });
  }
}
