import type { Locator } from '@playwright/test';
import { Shell } from './shell';

/** Assessments: every store with its latest one. */
export class AssessmentsPage extends Shell {
  readonly heading = this.page.getByRole('heading', { level: 1, name: 'Assessments' });
  readonly stores = this.page.getByRole('table', { name: 'Assessments' }).locator('tbody').getByRole('row');
  readonly shown = this.page.getByRole('status');

  /** Every store. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`/admin/assessments?view=all${query}`);
  }

  /** The stores that there is a reason to look at. */
  async openWork(query = ''): Promise<void> {
    await this.page.goto(`/admin/assessments${query}`);
  }

  readonly work = this.page.getByRole('table', { name: 'Stores to look at' }).locator('> tbody > tr');

  reason(name: string): Locator {
    return this.page
      .getByRole('navigation', { name: 'Stores by the reason to look at them' })
      .getByRole('link', { name });
  }

  store(name: string): Locator {
    return this.stores.filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  count(name: string): Locator {
    return this.page
      .getByRole('navigation', { name: 'Stores by their part in early release' })
      .getByRole('link', { name });
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Name or id' }).fill(text);
    await this.show();
  }

  async choose(filter: 'Tier now' | 'Outcome' | 'Failed limit' | 'Sort by', value: string): Promise<void> {
    await this.page.getByRole('combobox', { name: filter }).selectOption(value);
    await this.show();
  }

  async show(): Promise<void> {
    await this.page.getByRole('button', { name: 'Show', exact: true }).click();
  }
}

/** One store's assessment. */
export class AssessmentPage extends Shell {
  readonly glance = this.page.getByRole('region', { name: 'The assessment at a glance' });
  readonly scorecard = this.page.getByRole('table', { name: 'Scorecard' });
  readonly led = this.page.getByRole('region', { name: 'What it led to' });
  readonly store = this.page.getByRole('region', { name: 'The store', exact: true });
  readonly money = this.page.getByRole('table', { name: 'Money now' });
  readonly history = this.page
    .getByRole('table', { name: 'Assessments over time' })
    .locator('tbody')
    .getByRole('row');
  readonly changes = this.page
    .getByRole('table', { name: 'Changes of enrolment' })
    .locator('tbody')
    .getByRole('row');
  readonly notice = this.page.getByRole('status');

  async open(merchantId: string, query = ''): Promise<void> {
    await this.page.goto(`/admin/assessments/${merchantId}${query}`);
  }

  metric(name: string): Locator {
    return this.scorecard
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name, exact: true }) });
  }
}

/** Daily runs. */
export class RunsPage extends Shell {
  readonly heading = this.page.getByRole('heading', { level: 1, name: 'Daily runs' });
  readonly next = this.page.getByRole('region', { name: 'Next run' });
  readonly runs = this.page.getByRole('table', { name: 'Runs done' }).locator('> tbody > tr');
  readonly run = this.page.getByRole('button', { name: /^Run the next day/ });
  readonly notYet = this.page.getByRole('button', { name: /^Next run due on/ });
  readonly answer = this.next.getByRole('status');
  /** The run that was left, where one was. */
  readonly unfinished = this.page.getByRole('region', { name: 'Run not finished' });
  readonly finish = this.page.getByRole('button', { name: /^Finish it/ });
  readonly pastAlerts = this.page.getByRole('table', { name: 'Alerts that are over' });

  /** An alert that is open. */
  alert(title: RegExp): Locator {
    return this.page
      .getByRole('region', { name: /open alerts?$/ })
      .locator('div')
      .filter({ has: this.page.getByRole('heading', { level: 3, name: title }) })
      .first();
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/admin/runs${query}`);
  }
}
