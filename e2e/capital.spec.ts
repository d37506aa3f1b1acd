import { expect, test } from '@playwright/test';
import { CapitalPage } from './pages/capital';
import { SignInPage } from './pages/sign-in';

/** The page's business date less some days. */
async function daysBack(capital: CapitalPage, days: number): Promise<string> {
  const today = await capital.page.getByLabel('As of').inputValue();
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

test('a seller sees all eight accounts, which add up to zero', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await capital.open();
  await expect(page).toHaveTitle('Capital Account Management · Sluice');
  await expect(capital.heading).toBeVisible();
  for (const label of [
    'Ready to withdraw',
    'On its way',
    'Frozen deposit',
    'Marketplace account',
    'You owe',
  ]) {
    await expect(capital.figure(label)).toHaveText(/^\$[\d,]+\.\d\d$/);
  }
  await expect(capital.balance('All eight together')).toContainText('$0.00');
  await expect(page.getByText('They add up to zero: nothing is missing.')).toBeVisible();
  expect(await capital.barriers()).toEqual([]);
  expect(await capital.overflow()).toBe(0);
});

test('the entries go back page by page, and each says what went where by which rule', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await capital.open();
  await expect(capital.entries).toHaveCount(26);
  const newest = capital.entries.nth(1);
  await expect(newest).toContainText(/Rules, section \d+/);
  const newestText = await newest.innerText();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/from_entry=/);
  await expect(newest).not.toHaveText(newestText, { useInnerText: true });
  await page.goBack();
  await expect(newest).toHaveText(newestText, { useInnerText: true });
});

test('the accounts are shown as of a past date', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await capital.open();
  const now = await capital.figure('Frozen deposit').innerText();
  const then = await daysBack(capital, 90);
  await capital.showAsOf(then);
  await expect(page).toHaveURL(new RegExp(`as_of=${then}`));
  await expect(capital.notice).toBeVisible();
  await expect(capital.figure('Frozen deposit')).not.toHaveText(now);
  await expect(capital.balance('All eight together')).toContainText('$0.00');
  await page.getByRole('link', { name: 'Back to now' }).click();
  await expect(capital.figure('Frozen deposit')).toHaveText(now);
});

test('an address that says nonsense is answered in words', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await capital.open('?as_of=2026-13-40&currency=XXX&from_entry=minus');
  await expect(page.getByText('“2026-13-40” is no date')).toBeVisible();
  await expect(capital.figure('Ready to withdraw')).toBeVisible();
});

test('each currency has its own accounts, with its own decimals', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:compass-cotton');
  await capital.open();
  await capital.chooseCurrency('JPY');
  await expect(page).toHaveURL(/currency=JPY/);
  await expect(capital.figure('Ready to withdraw')).toHaveText(/^¥[\d,]+$/);
});

test('a store in debt reads what it owes, and that it is paid back first', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:apex-air');
  await capital.open();
  await expect(capital.figure('You owe')).toHaveText(/^\$[\d,]*[1-9][\d,]*\.\d\d$/);
  await expect(page.getByText('What you owe is paid back first')).toBeVisible();
  await expect(page.getByText(/Early release was cancelled on/)).toBeVisible();
});

test('a person signs out, and in as somebody else', async ({ page }) => {
  const capital = new CapitalPage(page);
  const signIn = new SignInPage(page);
  await capital.open();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fcapital$/);
  await signIn.press('Lumen & Loom (seller)');
  await expect(capital.heading).toBeVisible();
  await expect(capital.self).toContainText('Lumen & Loom');
  await capital.signOut();
  await signIn.press('口袋电力 Volt Pocket (seller)');
  await expect(page).toHaveURL(/\/capital$/);
  await expect(capital.self).toContainText('Volt Pocket');
});

test('pages of another role say no more than that', async ({ page }) => {
  const capital = new CapitalPage(page);
  const refusal = page.getByRole('heading', { level: 1, name: 'This page is not for you' });
  await capital.be('reviewer');
  expect((await page.goto('/capital'))?.status()).toBe(403);
  await expect(refusal).toBeAttached();
  expect(await capital.barriers()).toEqual([]);
  await capital.be('seller:lumen-loom');
  expect((await page.goto('/admin/runs'))?.status()).toBe(403);
  await expect(refusal).toBeAttached();
  await page.getByRole('link', { name: 'Go to your start page' }).click();
  await expect(capital.heading).toBeVisible();
});

test('the language stays as chosen', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await capital.open();
  await capital.chooseLanguage('中文');
  await expect(page.getByRole('heading', { level: 1, name: '资金账户管理' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.reload();
  await expect(page).toHaveTitle('资金账户管理 · Sluice');
  expect(await capital.barriers()).toEqual([]);
});

test('the colours stay as chosen', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await capital.open();
  await capital.chooseColours('Dark');
  await expect(page.locator('html')).toHaveClass('dark');
  await expect(page.getByRole('button', { name: 'Dark', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.reload();
  await expect(page.locator('html')).toHaveClass('dark');
  expect(await capital.barriers()).toEqual([]);
});

test('the keyboard reaches the content at once', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await capital.open();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the language can be chosen', async ({ page }) => {
    const capital = new CapitalPage(page);
    await capital.be('seller:lumen-loom');
    await page.goto('/account');
    await capital.chooseLanguage('中文');
    await expect(page.getByRole('heading', { level: 1, name: '您的账户' })).toBeVisible();
    await capital.chooseLanguage('EN');
    await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();
  });
});

test('an address that leads nowhere says so', async ({ page }) => {
  const capital = new CapitalPage(page);
  const answer = await page.goto('/capital/nowhere');
  expect(answer?.status()).toBe(404);
  await expect(page.getByText('There is no such page').last()).toBeVisible();
  expect(await capital.barriers()).toEqual([]);
});
