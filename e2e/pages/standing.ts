import { Shell } from './shell';

/** The seller's standing in early release. */
export class StandingPage extends Shell {
  readonly heading = this.page.getByRole('heading', { level: 1, name: 'Early Loan Standing' });
  readonly glance = this.page.getByRole('region', { name: 'Your standing at a glance' });
  readonly lift = this.page.getByRole('region', { name: /^What would|^Your store has the best tier/ });
  readonly outlook = this.page.getByRole('region', { name: 'If nothing else happens' });
  readonly scorecard = this.page.getByRole('region', { name: /^The assessment of/ });
  readonly ageing = this.page.getByRole('region', { name: 'What counts against your store' });
  readonly choice = this.page.getByRole('region', { name: /^Opting/ });
  readonly history = this.page.getByRole('region', { name: 'Assessments over time' });

  async open(query = ''): Promise<void> {
    await this.page.goto(`/capital/standing${query}`);
  }

  /** A metric's line of the scorecard. */
  metric(name: string) {
    return this.scorecard
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) })
      .first();
  }
}
