import { expect, type Page, test } from '@playwright/test';
import { CapitalPage } from './pages/capital';

/** What comes and why: the release calendar, the search of entries, the reasons, the value. */

const panel = (page: Page) => page.getByRole('dialog', { name: 'Why?' });

test('the release calendar says what each day brings, down to the orders', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await capital.open();
  const calendar = page.getByRole('region', { name: 'Release calendar' });
  await calendar.getByText('As a table').click();
  const first = calendar.getByRole('row').nth(1);
  const certain = await first.getByRole('cell').nth(1).innerText();
  const sum = /\$[\d,]+\.\d\d/.exec(certain)?.[0] ?? '';
  await expect(calendar).toContainText(/On the evening before each of \d+ days .* to the cent\./);
  await first.getByRole('link').click();
  await expect(page).toHaveTitle(/^What is expected on .* · Sluice$/);
  await expect(page.getByText(`${sum} certain,`)).toBeVisible();
  await expect(
    page.getByRole('row').filter({ hasText: 'Early release: 3 days after shipment' }).first(),
  ).toBeVisible();
  expect(await capital.barriers()).toEqual([]);
  expect(await capital.overflow()).toBe(0);
});

test('entries are found by kind, date and order, and the address keeps what was asked', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await capital.open();
  await page.getByLabel('Kind').selectOption('Refunds and deductions');
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page).toHaveURL(/kind=refunds/);
  const sentence = await capital.entries.filter({ hasText: 'Deduction' }).first().innerText();
  const order = /order ([\d-]+) was refunded/.exec(sentence)?.[1] ?? '';
  expect(order).not.toBe('');
  await page.getByLabel('Order', { exact: true }).fill(order);
  await page.getByLabel('Kind').selectOption('All kinds');
  await page.getByLabel('Order of the list').selectOption('Oldest first');
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page).toHaveURL(new RegExp(`order=${order}`));
  await expect(capital.entries.nth(1)).toContainText(`The buyer paid`);
  await expect(capital.entries.filter({ hasText: 'Deduction' }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(capital.entries).toHaveCount(26);
});

test('a figure opens to its reason in a panel, and an entry link by link', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:apex-air');
  await capital.open();
  const owed = await capital.figure('You owe').innerText();
  await capital.figure('You owe').click();
  await expect(panel(page).getByRole('heading', { name: `Why “you owe” is ${owed}` })).toBeVisible();
  await expect(panel(page)).toContainText('Unexplained: $0.00');
  expect(await capital.barriers()).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/capital$/);

  // By its address it is a page of its own.
  await page.goto('/capital?kind=refunds');
  const why = capital.entries
    .filter({ hasText: 'was missing: you owe it' })
    .first()
    .getByRole('link', { name: /^Why entry/ });
  await page.goto((await why.getAttribute('href')) ?? '');
  await expect(page).toHaveTitle('Why? · Sluice');
  const receipt = page.getByRole('region', { name: 'Receipt of the deduction' });
  await expect(receipt).toContainText('Missing, so owed');
  await expect(receipt).toContainText('Payment account gave');
  await expect(page.getByText(/Policy version \d+ was in force/)).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Refund settled' }).first()).toBeVisible();
  expect(await capital.barriers()).toEqual([]);
  await page.getByRole('link', { name: 'Read section 7 of the rules' }).click();
  await expect(page).toHaveURL(/\/rules#section-7$/);
});

test('the value of early release is measured, month by month', async ({ page }) => {
  const capital = new CapitalPage(page);
  await capital.be('seller:lumen-loom');
  await page.goto('/capital/value');
  await expect(page.getByRole('link', { name: /^Sooner by \d+\.\d days/ })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(13);
  expect(await capital.barriers()).toEqual([]);
  expect(await capital.overflow()).toBe(0);
  await capital.chooseLanguage('中文');
  await expect(page).toHaveTitle('提前放款的成效 · Sluice');
  await page.goto('/capital/why?figure=deposit');
  await expect(page.getByRole('heading', { level: 2, name: /^为什么“冻结保证金”是/ })).toBeVisible();
  expect(await capital.barriers()).toEqual([]);
  await capital.chooseLanguage('EN');
});
