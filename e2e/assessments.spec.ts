import { expect, test } from '@playwright/test';
import { AssessmentPage, AssessmentsPage } from './pages/admin';

test('a reviewer sees every store with its latest assessment, and what it failed', async ({ page }) => {
  const list = new AssessmentsPage(page);
  await list.be('reviewer');
  await list.open();
  await expect(page).toHaveTitle('Assessments · Sluice');
  await expect(list.heading).toBeVisible();
  await expect(page.getByText('Nobody applies')).toBeVisible();
  await expect(list.count('All stores')).toContainText('60');
  await expect(list.shown).toHaveText('60 stores');
  expect(await list.barriers()).toEqual([]);
  expect(await list.overflow()).toBe(0);

  await list.search('swift');
  await expect(list.stores).toHaveCount(1);
  await expect(list.store('Swift Socks')).toContainText('Not in early release');
  await expect(list.store('Swift Socks')).toContainText(/Refunds [\d.]+%, at most 8% allowed/);
});

test('filters live in the address, and the way back works', async ({ page }) => {
  const list = new AssessmentsPage(page);
  await list.be('reviewer');
  await list.open();
  await list.count('In debt').click();
  await expect(page).toHaveURL(/debt=1/);
  await expect(list.store('Apex Air')).toContainText(/owes \$[\d,]+\.\d\d/);
  await expect(list.count('In debt')).toHaveAttribute('aria-current', 'true');

  await list.count('Store closed').click();
  await expect(list.store('Marble Arch Mats')).toContainText('no longer assessed');
  await page.goBack();
  await expect(page).toHaveURL(/debt=1/);
  await expect(list.store('Apex Air')).toBeVisible();

  await page.getByRole('link', { name: 'Clear all' }).first().click();
  await expect(page).toHaveURL(/assessments\?view=all$/);
  await list.choose('Failed limit', 'Age of the store');
  await expect(page).toHaveURL(/failed=store_age_days/);
  await expect(list.store('纸灯笼 Paper Lantern')).toContainText(
    /Open for \d+ days, at least 180 days needed/,
  );
  await list.search('no such store');
  await expect(page.getByText('No store is like this')).toBeVisible();
});

test('the list goes on page by page, in its order', async ({ page }) => {
  const list = new AssessmentsPage(page);
  await list.be('reviewer');
  await list.open();
  await list.choose('Sort by', 'Lowest score first');
  await expect(page).toHaveURL(/sort=score_low/);
  const names = async () => list.stores.getByRole('link').allInnerTexts();
  const first = await names();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/at=/);
  await expect(list.stores.getByRole('link').first()).not.toHaveText(first[0] ?? '');
  const second = await names();
  expect(first.filter((name) => second.includes(name))).toEqual([]);
  await page.getByRole('link', { name: 'Previous page' }).click();
  await expect(list.stores.getByRole('link').first()).toHaveText(first[0] ?? '');
  expect(await names()).toEqual(first);
});

test('one store: each metric against its limit, the score, the tier, and what followed', async ({ page }) => {
  const list = new AssessmentsPage(page);
  await list.be('reviewer');
  await list.open('&q=lumen');
  await page.getByRole('link', { name: 'Lumen & Loom', exact: true }).click();
  const one = new AssessmentPage(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Lumen & Loom' })).toBeVisible();
  await expect(page).toHaveTitle('Lumen & Loom: assessment · Sluice');
  await expect(one.glance).toContainText('Eligible');
  await expect(one.metric('Refunds')).toContainText(/\d+ of \d+ orders refunded/);
  await expect(one.metric('Refunds')).toContainText('at most 8%');
  await expect(one.metric('Refunds')).toContainText('Passed');
  await expect(one.metric('Score')).toContainText(/[\d,]+ ÷ 100 = /);
  await expect(one.led).toContainText('It stayed in early release, in tier A.');
  await expect(one.money).toContainText('USD');
  await expect(one.changes.first()).toContainText(/Daily run of/);
  expect(await one.barriers()).toEqual([]);
  expect(await one.overflow()).toBe(0);
});

test('an older assessment opens with the limits of its own day', async ({ page }) => {
  const one = new AssessmentPage(page);
  await one.be('reviewer');
  await one.open('volt-pocket');
  await expect(one.store).toContainText('Notice of cancellation');
  await one.changes.filter({ hasText: 'Early release cancelled' }).first().getByRole('link').click();
  await expect(page).toHaveURL(/on=\d{4}-\d\d-\d\d/);
  await expect(one.notice).toContainText(/with the limits of policy version \d+/);
  await expect(one.metric('Refunds')).toContainText('Failed');
  await expect(one.led).toContainText('Early release was cancelled');
  await expect(one.led).toContainText('By section 8 of the rules.');

  await page.getByRole('link', { name: 'Show the latest' }).click();
  await expect(page).not.toHaveURL(/on=/);
  await page.getByRole('link', { name: 'Older assessments' }).click();
  await expect(page).toHaveURL(/before=/);
  await expect(one.history).toHaveCount(10);
});

test('whose decision stands above the score is said', async ({ page }) => {
  const one = new AssessmentPage(page);
  await one.be('reviewer');
  await one.open('granite-grill');
  await expect(one.led).toContainText('A reviewer had decided to let the store in');
  await expect(one.led).toContainText('By itself it would not have been: Late shipments');
  await expect(one.store).toContainText('Let in with tier C');
  await one.open('plain-and-purl');
  await expect(one.led).toContainText('The store had opted out');
  await one.open('marble-arch-mats');
  await expect(one.store).toContainText(/Closed on .*, withdrawn by its seller/);
});

test('an unknown store is not found, and a seller is not shown assessments', async ({ page }) => {
  const one = new AssessmentPage(page);
  await one.be('reviewer');
  const response = await page.goto('/admin/assessments/nobody');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'There is no such store' })).toBeVisible();

  await one.be('seller:lumen-loom');
  for (const address of ['/admin/assessments', '/admin/assessments/swift-socks', '/admin/runs']) {
    expect((await page.goto(address))?.status()).toBe(403);
    await expect(page.getByRole('heading', { level: 1, name: 'This page is not for you' })).toBeAttached();
    await expect(page.getByText('Swift Socks')).toHaveCount(0);
  }
});

test('the pages speak Chinese', async ({ page }) => {
  const list = new AssessmentsPage(page);
  await list.be('reviewer');
  await list.open('&q=lumen');
  await list.chooseLanguage('中文');
  await expect(page.getByRole('heading', { level: 1, name: '评估' })).toBeVisible();
  await page.getByRole('link', { name: 'Lumen & Loom', exact: true }).click();
  await expect(page.getByRole('heading', { name: '评分表' })).toBeVisible();
  expect(await list.overflow()).toBe(0);
});

test('the stores to look at, each for its reasons, by what is at stake', async ({ page }) => {
  const list = new AssessmentsPage(page);
  await list.be('reviewer');
  await list.openWork();
  await expect(page.getByText('those first where the most money is at stake')).toBeVisible();
  await list.reason('In debt').click();
  await expect(page).toHaveURL(/reason=in_debt/);
  const owing = list.work.filter({ hasText: 'Apex Air' });
  await expect(owing).toContainText(/Owes \$[\d,]+\.\d\d, the oldest of it since/);
  await expect(list.reason('In debt')).toHaveAttribute('aria-current', 'true');
  expect(await list.barriers()).toEqual([]);
  expect(await list.overflow()).toBe(0);

  await list.reason('Near a limit').click();
  await expect(page).toHaveURL(/reason=near_limit/);
  await expect(list.work.first()).toContainText(
    /(crosses|cross) it|and it fails|of the limit|allowed|needed/,
  );
  await page.getByRole('link', { name: 'All stores', exact: true }).click();
  await expect(page).toHaveURL(/view=all/);
});

test('a number of the scorecard opens to as many orders', async ({ page }) => {
  const one = new AssessmentPage(page);
  await one.be('reviewer');
  await one.open('volt-pocket');
  const said = await one.metric('Refunds').innerText();
  const refunded = Number(/(\d+) of \d+ orders refunded/.exec(said)?.[1]);
  expect(refunded).toBeGreaterThan(0);
  await one.metric('Refunds').getByRole('link', { name: 'See the refunded orders' }).click();
  await expect(page).toHaveTitle(/orders behind the assessment/);
  const rows = page
    .getByRole('table', { name: 'Refunded at the store’s cost' })
    .locator('tbody')
    .getByRole('row');
  await expect(rows).toHaveCount(Math.min(refunded, 50));
  await expect(rows.first()).toContainText(/Refunded at the store’s cost on/);
  await expect(page.getByRole('link', { name: `${refunded} Refunded at the store’s cost` })).toHaveAttribute(
    'aria-current',
    'true',
  );
  expect(await one.barriers()).toEqual([]);
  expect(await one.overflow()).toBe(0);
});

test('a note is written without a script, kept as it was, and read by the next reviewer', async ({
  browser,
}, info) => {
  const text = `Called the seller about the refunds (${info.project.name}, ${info.retry}).`;
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const one = new AssessmentPage(page);
  await one.be('reviewer');
  await page.goto('/admin/assessments/kite-and-key/notes');
  await expect(page.getByText('Files are not kept here')).toBeVisible();
  await page.getByRole('textbox', { name: 'Note' }).fill(text);
  await page.getByRole('button', { name: 'Write the note' }).click();
  await expect(page.getByText('The note is written.')).toBeVisible();
  await one.be('auditor');
  await page.goto('/admin/assessments/kite-and-key/notes');
  await expect(
    page.getByRole('list', { name: 'Notes' }).getByRole('listitem').filter({ hasText: text }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Write the note' })).toHaveCount(0);
  await context.close();
});
