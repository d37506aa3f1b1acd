import { expect, test } from '@playwright/test';
import { ImportsPage } from './pages/imports';

test('a shop’s export is brought, its columns named, checked, recorded, and what was rejected taken away', async ({
  page,
}) => {
  test.slow();
  // A store of its own on each, and in each run.
  const store = `import-${test.info().project.use.isMobile ? 'phone' : 'desktop'}-${Date.now()}`;
  const imports = new ImportsPage(page);
  await imports.be('reviewer');
  await imports.bring('picture.csv', 'PK\u0003\u0004');
  await expect(imports.main.getByRole('alert')).toContainText('This is a workbook or a ZIP archive');
  await imports.sound('Imports');

  const opened = {
    id: `${store}-open`,
    type: 'merchant.opened',
    at: '2026-11-01T04:00:00Z',
    merchant: store,
  };
  await imports.bring(`${store}.ndjson`, `${JSON.stringify(opened)}\n`);
  await imports.main.getByRole('button', { name: 'Record the file' }).click({ timeout: 60_000 });
  await expect(imports.count('recorded')).toHaveText('1', { timeout: 60_000 });

  const orders = [
    'Order ID;Store;Created_at;Amount_minor;Currency;Customer',
    `${store}-1;${store};2026-11-02T04:00:00Z;1200;USD;Ann`,
    `${store}-2;${store};2026-11-02T04:00:00Z;800;USD;=cmd()`,
    `${store}-3;${store};2026-11-02T04:00:00Z;12.5;USD;-Cy`,
  ];
  await imports.bring('orders.csv', orders.join('\n'));
  await expect(page.getByRole('heading', { name: 'What the columns are' })).toBeVisible();
  await imports.sound('orders.csv – Import');
  const check = imports.main.getByRole('button', { name: 'Check the file' });
  await check.click();
  await expect(imports.main.getByRole('alert')).toContainText('Every fact needs a type');
  await imports.main.getByLabel('Customer').selectOption('Leave out');
  await imports.main.getByLabel('Type of fact').selectOption('Order paid (order.paid)');
  await imports.main.getByLabel('Make each fact’s id').check();
  await check.click();
  await expect(imports.count('would be recorded')).toHaveText('2', { timeout: 60_000 });
  await expect(imports.count('are no valid fact')).toHaveText('1');
  await expect(imports.main.getByRole('table', { name: 'By type of fact' })).toContainText('$20.00');
  await imports.sound('orders.csv – Import');

  await imports.main.getByRole('button', { name: 'Record the file' }).click();
  await expect(imports.count('recorded')).toHaveText('2', { timeout: 60_000 });
  await imports.sound('orders.csv – Import');
  const [heads, rejected, ...others] = (await imports.export()).trimEnd().split('\r\n');
  expect(heads).toBe(
    '\uFEFFOrder ID,Store,Created_at,Amount_minor,Currency,Customer,rejected_line,rejected_code,rejected_reason',
  );
  expect(rejected).toContain(`${store}-3,${store},2026-11-02T04:00:00Z,12.5,USD,'-Cy,4,bad_amount,`);
  expect(others).toEqual([]);
});
