import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { InvitationsPage } from './pages/access';
import { InvitationPage } from './pages/sign-in';
import { WithdrawalsPage } from './pages/withdrawals';

const PASSWORD = 'wet-kettle-violet-ninety';
/** Another store on each, so that their sums are their own. */
const STORES: Record<string, string> = { desktop: 'saffron-sail', phone: 'granite-grill' };
const storeHere = () => `seller:${STORES[test.info().project.name]}`;

test('a seller withdraws: what follows is said first, then it is done, and the list says where it is', async ({
  page,
}) => {
  const withdrawals = new WithdrawalsPage(page);
  await withdrawals.be(storeHere());
  await withdrawals.open();
  await expect(page).toHaveTitle('Withdrawals · Sluice');
  expect(await withdrawals.barriers()).toEqual([]);
  expect(await withdrawals.overflow()).toBe(0);
  const before = await withdrawals.ready.innerText();

  await withdrawals.weigh('999,999,999');
  await expect(withdrawals.problem).toContainText('can be withdrawn now. Nothing was done.');
  await expect(withdrawals.problem).toBeFocused();
  await withdrawals.weigh('12.3456');
  await expect(withdrawals.problem).toContainText(/Write no more than that/);

  await withdrawals.weigh('12.3');
  await expect(page.getByRole('heading', { name: 'Check before you withdraw' })).toBeFocused();
  await expect(withdrawals.main).toContainText('Left after it');
  expect(await withdrawals.barriers()).toEqual([]);
  await expect(withdrawals.ready).toHaveText(before);
  await withdrawals.main.getByRole('button', { name: /^Withdraw .*12\.30/ }).click();

  await expect(withdrawals.answer).toContainText(/12\.300? has left your payment account/);
  await expect(withdrawals.ready).not.toHaveText(before);
  await expect(withdrawals.list.first()).toContainText(/12\.30/);
  await expect(withdrawals.list.first()).toContainText('Asked for');
  await expect(withdrawals.list.first().getByRole('link', { name: /^Why\?/ })).toHaveAttribute(
    'href',
    /^\/capital\/why\?entry=\d+$/,
  );
});

test('a debt stops a withdrawal, with its reason and what clears it, in Chinese', async ({ page }) => {
  const withdrawals = new WithdrawalsPage(page);
  await withdrawals.be('seller:apex-air');
  await withdrawals.open();
  await withdrawals.chooseLanguage('中文');
  await expect(page).toHaveTitle('提现 · Sluice');
  await expect(withdrawals.main).toContainText(/您欠款 .*，因此暂不能提现 USD。/);
  await expect(withdrawals.main).toContainText('如何还清');
  await expect(withdrawals.main.getByRole('link', { name: '逐步查看原因' })).toHaveAttribute(
    'href',
    /^\/capital\/why\?entry=\d+$/,
  );
  await expect(page.getByRole('button', { name: '下一步' })).toHaveCount(0);
  expect(await withdrawals.barriers()).toEqual([]);
  expect(await withdrawals.overflow()).toBe(0);
});

test('a bank account is added by the password, waits a day, and is told', async ({ page }) => {
  test.slow();
  const invitations = new InvitationsPage(page);
  await invitations.be('administrator');
  await invitations.open('/invitations');
  const email = `ida-${randomUUID()}@example.com`;
  await invitations.invite('Ida Berg', email, 'Seller', 'compass-cotton');
  const link = await invitations.link.inputValue();
  await page.context().clearCookies();
  await page.goto(new URL(link).pathname);
  await new InvitationPage(page).setPassword(PASSWORD);
  await page.waitForURL(/\/capital$/);

  const accounts = new WithdrawalsPage(page);
  await accounts.openAccounts();
  await expect(page).toHaveTitle('Bank accounts · Sluice');
  const bank = `Bank ${randomUUID().slice(0, 8)}`;
  const account = { holder: 'Compass Cotton', bank, country: 'GB', iban: 'DE89 3704 0044 0532 0130 00' };
  const password = accounts.main.getByLabel('Password', { exact: true });
  await accounts.writeAccount(account);
  await password.fill(PASSWORD);
  await accounts.addAccount();
  await expect(accounts.problem).toContainText('of another country');
  await expect(accounts.main.getByLabel('Name of the bank')).toHaveValue(bank);
  expect(await accounts.barriers()).toEqual([]);
  expect(await accounts.overflow()).toBe(0);

  const currency = test.info().project.name === 'desktop' ? 'EUR' : 'USD';
  await accounts.main.getByLabel('For money in').selectOption(currency);
  await accounts.main.getByLabel('Country of the bank').selectOption('DE');
  await password.fill('not the password');
  await accounts.addAccount();
  await expect(accounts.problem).toContainText(/password/i);
  await expect(accounts.main.getByLabel('For money in')).toHaveValue(currency);
  await password.fill(PASSWORD);
  await accounts.addAccount();
  await expect(accounts.answer).toContainText('The account is on file. It can be used from');
  const added = accounts.accounts.filter({ hasText: bank });
  await expect(added).toContainText('Waiting');
  await expect(added).toContainText('IBAN ending in 3000');
  await expect(added).not.toContainText('DE89');

  await page.goto('/capital/notices?kind=bank_account_added');
  await expect(page).toHaveTitle('Notices · Sluice');
  const notice = page.getByRole('listitem').filter({ hasText: bank });
  await expect(notice).toContainText('If nobody of your store did this, remove it at once');
  await notice.getByRole('link', { name: /^See your bank accounts/ }).click();
  await expect(page).toHaveTitle('Bank accounts · Sluice');

  await added.locator('summary').click();
  await expect(added).toContainText('From then on nothing is sent to');
  await added.getByRole('button', { name: 'Remove the account' }).click();
  await expect(accounts.answer).toContainText('The account was removed');
  await expect(added).toHaveCount(0);
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('a seller withdraws, and a form that is sent again does nothing again', async ({ page }) => {
    const withdrawals = new WithdrawalsPage(page);
    await withdrawals.be(storeHere());
    await withdrawals.open();
    await withdrawals.weigh('1.5');
    const button = withdrawals.main.getByRole('button', { name: /^Withdraw .*1\.50/ });
    await expect(button).toBeVisible();
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await button.click();
    await expect(withdrawals.answer).toContainText('has left your payment account');
    const after = await withdrawals.ready.innerText();
    const request = await posted;
    const { cookie: _cookie, ...headers } = await request.allHeaders();
    const again = await page.context().request.post(request.url(), {
      headers,
      data: request.postDataBuffer() ?? Buffer.from(''),
    });
    expect(await again.text()).toContain('You had asked for this already; it is done once');
    await withdrawals.open();
    await expect(withdrawals.ready).toHaveText(after);
  });
});
