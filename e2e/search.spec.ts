import { expect, test } from '@playwright/test';
import { SearchPage } from './pages/search';

test('a reviewer goes by the keyboard alone from the runs to an order and to a store', async ({ page }) => {
  const search = new SearchPage(page);
  await search.be('reviewer');
  await page.goto('/admin/runs');
  await expect(search.button).toBeVisible();
  await search.openBy('ControlOrMeta+k');
  await page.keyboard.type('plum');
  await expect(search.chosen).toContainText('Store');
  await expect(search.chosen).toContainText('Plum Rain');
  expect(await search.barriers()).toEqual([]);
  expect(await search.overflow()).toBe(0);
  await page.keyboard.press('Escape');
  await expect(search.palette).toBeHidden();

  // An order that begins like many others: the second of them, then all that is told of it.
  await search.openBy('/');
  await page.keyboard.type('2611');
  await expect(search.options).toHaveCount(5);
  await page.keyboard.press('ArrowDown');
  const order = (await search.title(search.chosen)) ?? '';
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(`Order ${order} · Sluice`);
  await expect(search.palette).toBeHidden();
  await expect(page.getByRole('table', { name: 'Entries by account' }).getByRole('row')).not.toHaveCount(1);
  await page.getByRole('table', { name: 'Facts' }).getByText('Show').first().press('Enter');
  await expect(page.getByText(`"order": "${order}"`).first()).toBeVisible();
  expect(await search.barriers()).toEqual([]);
  expect(await search.overflow()).toBe(0);

  await search.openBy('ControlOrMeta+k');
  await page.keyboard.type('plum rain');
  await expect(search.chosen).toContainText('Plum Rain');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/assessments\/plum-rain$/);
  await expect(page).toHaveTitle(/Plum Rain/);
});

test('what is shown can be taken away: a store’s entries, with sums that add up', async ({ page }) => {
  const search = new SearchPage(page);
  await search.be('auditor');
  await page.goto('/admin/search?q=lumen-loom:1');
  await page.getByRole('link', { name: 'lumen-loom:1', exact: true }).click();
  await expect(page).toHaveTitle('Entry 1 of Lumen & Loom · Sluice');
  await page.getByRole('link', { name: 'Entries', exact: true }).click();
  await expect(page).toHaveTitle('Entries of Lumen & Loom · Sluice');
  await expect(page.getByText('Left unexplained: $0.00')).toBeVisible();
  expect(await search.barriers()).toEqual([]);
  expect(await search.overflow()).toBe(0);
  const link = page.getByRole('link', { name: 'Withdrawal', exact: true });
  const kind = page
    .getByRole('list', { name: 'Entries by kind' })
    .getByRole('listitem')
    .filter({ has: link });
  const count = Number((await kind.textContent())?.replace(/\D/g, ''));
  expect(count).toBeGreaterThan(0);
  await link.click();
  await expect(page).toHaveURL(/kind=withdrawal/);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const { name, rows } = await search.read(await download);
  expect(name).toMatch(/^entries-lumen-loom-\d{4}-\d\d-\d\d\.csv$/);
  expect(rows).toHaveLength(count);
  expect(rows[0]).toMatchObject({ Kind: 'Withdrawal', Currency: 'USD' });
  expect(rows[0]?.['Payment account']).toMatch(/^-\d+\.\d\d$/);
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the search is a page, in the reader’s language', async ({ page }) => {
    const search = new SearchPage(page);
    await search.be('approver');
    await page.goto('/admin/runs');
    await search.button.click();
    await page.getByRole('textbox', { name: 'What to look for' }).fill('Plum');
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveTitle('Search for “Plum” · Sluice');
    await expect(page.getByRole('link', { name: /Plum Rain/ })).toHaveAttribute(
      'href',
      '/admin/assessments/plum-rain',
    );
    await search.chooseLanguage('中文');
    await expect(page).toHaveTitle('搜索“Plum” · Sluice');
    await expect(page.getByText('找到 1 项')).toBeVisible();
  });
});
