import type { Locator } from '@playwright/test';
import { Shell } from './shell';

/** Exposure and losses: what is at risk, what is owed, what was lost, and what has no exit. */
export class ExposurePage extends Shell {
  readonly heading = this.page.getByRole('heading', { level: 1, name: 'Exposure and losses' });
  readonly glance = this.page.getByRole('region', { name: 'At a glance' });
  readonly tiers = this.table('Exposure and its cover by tier');
  readonly merchants = this.table('Merchants with most at stake');
  readonly ages = this.table('Debts by age');
  readonly debtors = this.table('Stores in debt');
  readonly losses = this.table('Losses by policy version');
  readonly coverage = this.table('Coverage of deductions');
  readonly exits = this.table('Money without an exit by currency');
  readonly stuck = this.table('Money without an exit', true);

  async open(below = ''): Promise<void> {
    await this.page.goto(`/admin/exposure${below}`);
  }

  private table(name: string, exact = false): Locator {
    return this.page.getByRole('table', { name, exact });
  }

  section(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('link', { name });
  }

  currency(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Currency' }).getByRole('link', { name, exact: true });
  }

  /** The minor units of a row's sums, from the left. */
  async sums(row: Locator): Promise<bigint[]> {
    const values = await row
      .locator('data')
      .evaluateAll((all) => all.map((each) => each.getAttribute('value')));
    return values.map((value) => BigInt(value ?? ''));
  }
}
