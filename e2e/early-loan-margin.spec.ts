import { expect, test } from '@playwright/test';
import { CapitalPage } from './pages/capital';
import { EarlyLoanMarginPage } from './pages/early-loan-margin';

test('the deposit is reached from the capital page, and its change is explained to the cent', async ({
  page,
}) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await capital.open();
  const deposit = await capital.figure('Frozen deposit').innerText();
  await page.getByRole('link', { name: 'Each frozen part, and when it comes back' }).click();
  const margin = new EarlyLoanMarginPage(page);
  await expect(page).toHaveTitle('Early Loan Margin Inquiry · Sluice');
  await expect(margin.heading).toBeVisible();
  await expect(page.getByRole('link', { name: `Frozen deposit now: ${deposit}. See why.` })).toBeVisible();

  const [opening, frozen] = [await margin.term('At the start'), await margin.term('Frozen')];
  const [deducted, givenBack] = [await margin.term('Deducted'), await margin.term('Given back')];
  expect(opening + frozen - deducted - givenBack).toBe(await margin.term('At the end'));
  await expect(page.getByText('Unexplained: $0.00')).toBeVisible();
  expect(await margin.barriers()).toEqual([]);
  expect(await margin.overflow()).toBe(0);

  await page.getByRole('navigation', { name: 'You are here' }).getByRole('link').click();
  await expect(capital.heading).toBeVisible();
});

test('each hold says its terms, when it comes back and by which rule', async ({ page }) => {
  const margin = new EarlyLoanMarginPage(page);
  await margin.be('seller:lumen-loom');
  await margin.open();
  await expect(margin.holds).toHaveCount(26);
  const first = margin.holds.nth(1);
  await expect(first).toContainText('60 days after shipment (section 6)');
  await expect(first).toContainText(/5%, A/);
  await expect(first).toContainText(/Secures refunds of this order of \$[\d.]+/);
  const order = await first.getByText(/^\d{6}-\d+$/).innerText();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(margin.hold(order)).toHaveCount(0);
  await page.getByRole('link', { name: 'Back to the first page' }).click();
  await expect(margin.hold(order)).toHaveCount(1);

  await margin.findOrder(order);
  await expect(margin.holds).toHaveCount(2);
  await margin.findOrder('no-such-order');
  await expect(page.getByText('Nothing is frozen for order no-such-order')).toBeVisible();
});

test('a dispute stops a hold, and the page says since when', async ({ page }) => {
  const margin = new EarlyLoanMarginPage(page);
  await margin.be('seller:fern-and-finch');
  await margin.open();
  await expect(margin.hold('Stopped').first()).toContainText(/A dispute is open since .*\(section 10\)/);
});

test('what was deducted and freed is told with its dates and reasons', async ({ page }) => {
  const margin = new EarlyLoanMarginPage(page);
  await margin.be('seller:apex-air');
  await margin.open();
  await margin.show('All, also given back');
  await expect(page).toHaveURL(/show=all/);
  const deducted = margin.hold(/Deducted for a refund on order/).first();
  await expect(deducted).toContainText('Nothing is left to come back.');
  await expect(deducted).toContainText(/\u2212\$\d+\.\d\d/);
});

test('a closed store reads the dates of the closure rule; before it closed, those that stood then', async ({
  page,
}) => {
  const margin = new EarlyLoanMarginPage(page);
  await margin.be('seller:marble-arch-mats');
  await margin.open();
  await expect(page.getByText(/Your store closed on/)).toBeVisible();
  await expect(margin.holds.nth(1)).toContainText(
    '180 days after shipment, because the store closed (section 9)',
  );
  const today = await page.getByLabel('As of').inputValue();
  const back = (days: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  await margin.showPeriod(back(90), back(45));
  await expect(page.getByText(/^Shown as of /)).toBeVisible();
  await expect(page.getByText(/Your store takes part in early release/)).toBeVisible();
  await expect(margin.holds.nth(1)).toContainText('60 days after shipment (section 6)');
  await expect(page.getByText(/Unexplained: £0\.00/)).toBeVisible();
});

test('a store with nothing frozen reads why, and what will change that', async ({ page }) => {
  const margin = new EarlyLoanMarginPage(page);
  await margin.be('seller:paper-lantern');
  await margin.open();
  await expect(page.getByText('When an order is paid out early, a part of it is frozen')).toBeVisible();
  await margin.chooseColours('Dark');
  await expect(page.locator('html')).toHaveClass('dark');
  expect(await margin.barriers()).toEqual([]);
  expect(await margin.overflow()).toBe(0);
});

test('it is there in Chinese, and in a currency of three decimals', async ({ page }) => {
  const margin = new EarlyLoanMarginPage(page);
  await margin.be('seller:saffron-sail');
  await margin.open();
  await margin.chooseLanguage('中文');
  await expect(page.getByRole('heading', { level: 1, name: '提前放款保证金查询' })).toBeVisible();
  await expect(page.getByText(/无法解释：KWD\s0\.000/)).toBeVisible();
  expect(await margin.barriers()).toEqual([]);
});
