import { expect, type Locator } from '@playwright/test';
import { Shell } from './shell';

/** What takes two people: the list, one proposal, and the forms that propose. */
export class ProposalsPage extends Shell {
  readonly rows = this.page.getByRole('table', { name: 'Proposals' }).locator('tbody').getByRole('row');
  readonly heading = this.page.getByRole('heading', { level: 1 });
  readonly follows = this.page.getByRole('region', { name: 'What follows if it is approved' });
  readonly what = this.page.getByRole('region', { name: 'What is proposed' });
  readonly did = this.page.getByRole('region', { name: 'What it did' });
  readonly decision = this.page.getByRole('region', { name: 'Your decision' });
  readonly why = this.page.getByRole('textbox', { name: 'Why', exact: true });
  readonly problem = this.page.locator('form').getByRole('alert');
  readonly summary = this.page.getByRole('heading', { name: 'This is what follows if somebody approves it' });

  async open(query = ''): Promise<void> {
    await this.page.goto(`/admin/proposals${query}`);
  }

  async begin(kind: 'override' | 'adjustment', merchantId: string): Promise<void> {
    await this.page.goto(`/admin/proposals/new/${kind}?merchant=${merchantId}`);
  }

  async choose(name: string | RegExp): Promise<void> {
    await this.page.getByRole('radio', { name }).check();
  }

  field(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  async weigh(): Promise<void> {
    await this.page.getByRole('button', { name: 'See what follows' }).click();
  }

  /** Sends what was weighed; the address of what was made. */
  async send(): Promise<string> {
    await this.page.getByRole('button', { name: 'Propose it' }).click();
    await expect(this.what).toBeVisible();
    return new URL(this.page.url()).pathname;
  }

  /** Opens a decision, gives a reason where there is one, and makes it. */
  async decide(open: string, button: RegExp, reason?: { field: string; text: string }): Promise<void> {
    await this.decision.getByText(open, { exact: true }).click();
    if (reason !== undefined) await this.field(reason.field).fill(reason.text);
    await this.decision.getByRole('button', { name: button }).click();
  }
}
