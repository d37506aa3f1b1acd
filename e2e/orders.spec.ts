import { expect, test } from '@playwright/test';
import { OrdersPage } from './pages/orders';

test('a seller finds an order, and reads what happened to it and what happens next', async ({ page }) => {
  const orders = new OrdersPage(page);
  await orders.be('seller:lumen-loom');
  await orders.open();
  await expect(page).toHaveTitle('Orders · Sluice');
  await expect(orders.rows).toHaveCount(26);
  expect(await orders.barriers()).toEqual([]);
  expect(await orders.overflow()).toBe(0);

  const first = await orders.link(1).innerText();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/at=\d+/);
  await expect(orders.link(1)).not.toHaveText(first);
  await page.goBack();
  await expect(orders.link(1)).toHaveText(first);

  await orders.choose('Shipped, waiting');
  await expect(page).toHaveURL(/show=shipped/);
  await expect(orders.rows.nth(1)).toContainText('early release');
  const id = await orders.link(1).innerText();
  await orders.search(id);
  await expect(page).toHaveURL(new RegExp(`q=${id}`));
  await expect(orders.rows).toHaveCount(2);
  await orders.link(1).click();

  await expect(page).toHaveTitle(`Order ${id} · Sluice`);
  const next = orders.card('What happens next');
  await expect(next).toContainText(/\$[\d.]+ is paid out to you and \$[\d.]+ is frozen: 5% of \$[\d.]+/);
  await expect(next.getByRole('link', { name: 'Rules, section 6' })).toHaveAttribute('href', /#section-6$/);
  await expect(orders.card('What would change this')).toContainText('If the buyer opens a dispute');
  await expect(orders.events.first()).toContainText('The buyer paid');
  await expect(orders.events.nth(1)).toContainText(`Fact shipped-${id}`);
  await expect(orders.events.first().getByRole('link', { name: /^Why entry/ })).toHaveAttribute(
    'href',
    /\/capital\/why\?entry=\d+/,
  );
  expect(await orders.barriers()).toEqual([]);
  expect(await orders.overflow()).toBe(0);
});

test('a deduction is a receipt that adds up', async ({ page }) => {
  const orders = new OrdersPage(page);
  await orders.be('seller:apex-air');
  await orders.open('?show=refunded');
  await orders.link(1).click();
  const deduction = orders.events.filter({ hasText: 'Receipt of the deduction' }).first();
  await expect(deduction).toContainText('You bear it, so it was taken back from you.');
  const names = await deduction.getByRole('term').allInnerTexts();
  const sums = (await deduction.getByRole('definition').allInnerTexts()).map((text) =>
    Math.round(Number(text.replace('\u2212', '-').replaceAll(/[^\d.-]/g, '')) * 100),
  );
  const sumOf = (wanted: RegExp) =>
    sums.reduce((sum, minor, index) => sum + (wanted.test(names[index] ?? '') ? minor : 0), 0);
  expect(sumOf(/^You bear/)).toBeGreaterThan(0);
  expect(sumOf(/^(Refunded|Commission)/)).toBe(sumOf(/^You bear/));
  expect(sumOf(/^(Taken from|Missing)/)).toBe(sumOf(/^You bear/));
});

test('an order that a closed store waits for says in Chinese when it comes, and why not early', async ({
  page,
}) => {
  const orders = new OrdersPage(page);
  await orders.be('seller:marble-arch-mats');
  await orders.open('?show=shipped');
  await orders.chooseLanguage('中文');
  await expect(page).toHaveTitle('订单 · Sluice');
  await page.getByRole('table', { name: '订单' }).getByRole('link').first().click();
  await expect(page).toHaveTitle(/^订单 \S+ · Sluice$/);
  await expect(orders.card('接下来会发生什么')).toContainText('按关店规则向您放款 £');
  await expect(orders.card('为什么不会提前放款')).toContainText('其订单适用关店规则');
  expect(await orders.barriers()).toEqual([]);
});

test('another store’s order and none at all look alike', async ({ page }) => {
  const orders = new OrdersPage(page);
  await orders.be('seller:volt-pocket');
  await orders.open();
  const foreign = await orders.link(1).innerText();
  await orders.be('seller:lumen-loom');
  const told: string[] = [];
  for (const id of [foreign, 'nobodys-order']) {
    expect((await page.goto(`/capital/orders/${id}`))?.status()).toBe(404);
    await expect(page).toHaveTitle('There is no such order · Sluice');
    told.push(await page.getByRole('main').innerText());
  }
  expect(told[0]).toBe(told[1]);
  await orders.open(`?q=${foreign}`);
  await expect(page.getByText('No order matches')).toBeVisible();
});
