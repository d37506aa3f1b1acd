import { expect, test } from '@playwright/test';
import { ExposurePage } from './pages/exposure';

test('what is at risk adds up, and leads to the stores that matter', async ({ page }) => {
  const exposure = new ExposurePage(page);
  await exposure.be('reviewer');
  await exposure.open();
  await expect(page).toHaveTitle('Exposure and losses · Sluice');
  await expect(exposure.heading).toBeVisible();
  await expect(exposure.glance.getByText('At risk', { exact: true })).toBeVisible();
  await expect(exposure.glance.getByText('Without an exit', { exact: true })).toBeVisible();

  const all = await exposure.sums(exposure.tiers.locator('tfoot tr'));
  const added = [0n, 0n, 0n, 0n, 0n];
  for (const row of await exposure.tiers.locator('tbody tr').all()) {
    for (const [index, sum] of (await exposure.sums(row)).entries())
      added[index] = (added[index] ?? 0n) + sum;
  }
  expect(added).toEqual(all);
  const [atRisk = 0n, byDeposits, notByDeposits = 0n, inAccounts, byNothing] = all;
  expect(atRisk).toBeGreaterThan(0n);
  expect([byDeposits, notByDeposits]).toEqual([
    atRisk - notByDeposits,
    (inAccounts ?? 0n) + (byNothing ?? 0n),
  ]);

  const owing = exposure.merchants.getByRole('row').filter({ hasText: 'Apex Air' });
  await expect(owing).toContainText(/It owes \$[\d,.]+, the oldest of it since/);
  expect(await exposure.barriers()).toEqual([]);
  expect(await exposure.overflow()).toBe(0);
  const [, , , owed] = await exposure.sums(owing);
  await owing.getByRole('link', { name: 'Apex Air' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Apex Air' })).toBeVisible();

  await exposure.open('/debts');
  await expect(exposure.debtors.getByRole('row').filter({ hasText: 'Apex Air' })).toBeVisible();
  expect((await exposure.sums(exposure.debtors.getByRole('row').filter({ hasText: 'Apex Air' })))[0]).toBe(
    owed,
  );
});

test('what is owed is the same by age, by store and by policy version', async ({ page }) => {
  const exposure = new ExposurePage(page);
  await exposure.be('reviewer');
  await exposure.open('/debts?currency=USD');
  // The parts of the page come in one by one.
  await expect(exposure.ages).toBeVisible();
  await expect(exposure.debtors).toBeVisible();
  const total = (await exposure.sums(exposure.ages.locator('tfoot tr'))).at(-1);
  const stores = await exposure.debtors.locator('tbody tr').all();
  const owed = await Promise.all(stores.map(async (row) => (await exposure.sums(row))[0] ?? 0n));
  expect(owed.reduce((sum, each) => sum + each, 0n)).toBe(total);
  await expect(
    exposure.debtors.getByRole('link', { name: 'Propose a write-off for Apex Air' }),
  ).toHaveAttribute('href', '/admin/proposals/new/write_off?merchant=apex-air&currency=USD');
  expect(await exposure.barriers()).toEqual([]);
  expect(await exposure.overflow()).toBe(0);

  await exposure.section('Losses and coverage').click();
  await expect(page).toHaveTitle('Losses and coverage · Exposure and losses · Sluice');
  await expect(page).toHaveURL(/losses\?currency=USD/);
  await expect(exposure.coverage).toBeVisible();
  await expect(exposure.losses).toBeVisible();
  const versions = await exposure.losses.locator('tbody tr').all();
  let [stillOwed, net] = [0n, 0n];
  for (const row of versions) {
    const [, platform = 0n, shortfall = 0n, recovered = 0n, , ofVersion = 0n, netOf = 0n] =
      await exposure.sums(row);
    expect(netOf).toBe(platform + shortfall - recovered);
    stillOwed += ofVersion;
    net += netOf;
  }
  expect(stillOwed).toBe(total);
  expect(net).toBeGreaterThan(0n);
  await expect(exposure.coverage.getByRole('row').filter({ hasText: 'Overall' })).toContainText(/\d+ of \d+/);
  expect(await exposure.barriers()).toEqual([]);
  expect(await exposure.overflow()).toBe(0);
});

test('money without an exit is named with what could move it; in health there is none', async ({ page }) => {
  const exposure = new ExposurePage(page);
  await exposure.be('reviewer');
  await exposure.open('/exits');
  await expect(page).toHaveTitle('Always an exit · Exposure and losses · Sluice');
  // Parcels that the demo loses: in which currencies, and how many, is for its dates to say.
  const lost = exposure.exits.getByRole('row').filter({ hasText: 'Shipped, never received' });
  const currency = (await lost.first().getByRole('link').innerText()).trim();
  await exposure.open(`/exits?currency=${currency}`);
  const stuck = exposure.stuck.locator('tbody tr');
  await expect(
    stuck.filter({ hasText: /Shipped on .*, and nobody has said that it was received/ }).first(),
  ).toBeVisible();
  const listed = await Promise.all(
    (await stuck.all()).map(async (row) => (await exposure.sums(row))[0] ?? 0n),
  );
  const [inAll] = await exposure.sums(exposure.exits.getByRole('row').filter({ hasText: currency }));
  expect(listed.reduce((sum, each) => sum + each, 0n)).toBe(inAll);
  await expect(stuck.first().getByRole('link', { name: /Propose a correction of order/ })).toHaveAttribute(
    'href',
    /^\/admin\/proposals\/new\/correction\?order=/,
  );
  expect(await exposure.barriers()).toEqual([]);
  expect(await exposure.overflow()).toBe(0);

  const file = await page.request.get(`/admin/exposure/exits/export?currency=${currency}`);
  expect(file.headers()['content-type']).toContain('text/csv');
  expect((await file.text()).trim().split('\r\n')).toHaveLength(listed.length + 1);

  await exposure.currency('JPY').click();
  await expect(page.getByText('Nothing is without an exit in JPY')).toBeVisible();

  // Who may not propose is not led there.
  await exposure.be('auditor');
  await exposure.open(`/exits?currency=${currency}`);
  await expect(stuck.first()).toBeVisible();
  await expect(page.getByRole('link', { name: /Propose a correction/ })).toHaveCount(0);
});
