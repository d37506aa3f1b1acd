import { Shell } from './shell';

/** Withdrawals, and the bank accounts that they go to. */
export class WithdrawalsPage extends Shell {
  readonly main = this.page.getByRole('main');
  readonly answer = this.main.getByRole('status');
  readonly problem = this.main.getByRole('alert');
  readonly ready = this.page.getByRole('link', { name: /^Ready to withdraw: / });
  readonly list = this.page
    .getByRole('table', { name: 'What was withdrawn' })
    .locator('tbody')
    .getByRole('row');
  readonly accounts = this.page.getByRole('list', { name: 'On file' }).getByRole('listitem');

  async open(): Promise<void> {
    await this.page.goto('/capital/withdrawals');
  }

  async weigh(amount: string): Promise<void> {
    await this.main.getByLabel(/^Amount in /).fill(amount);
    await this.main.getByRole('button', { name: 'Continue' }).click();
  }

  async openAccounts(): Promise<void> {
    await this.page.goto('/capital/withdrawals/bank-accounts');
  }

  async writeAccount(account: {
    holder: string;
    bank: string;
    country: string;
    iban: string;
  }): Promise<void> {
    await this.main.getByLabel('Account holder').fill(account.holder);
    await this.main.getByLabel('Name of the bank').fill(account.bank);
    await this.main.getByLabel('Country of the bank').selectOption(account.country);
    await this.main.getByLabel('IBAN', { exact: true }).fill(account.iban);
  }

  async addAccount(): Promise<void> {
    await this.main.getByRole('button', { name: 'Add the account' }).click();
  }
}
