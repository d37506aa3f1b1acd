import { expect, test } from '@playwright/test';
import { AuditPage } from './pages/audit';

/** A store's id that no other test asks for: exports filtered by it leave rows that are this test's own. */
function storeOfOurs(): string {
  const { project, title } = test.info();
  return `no-store-${project.name}-${title.length}-${Date.now()}`.replaceAll(' ', '-');
}

test('an auditor reads who did what, when and why', async ({ page }) => {
  const audit = new AuditPage(page);
  await audit.be('auditor');
  await audit.open();
  await expect(page).toHaveTitle('Audit log · Sluice');
  await expect(audit.heading).toBeVisible();
  await expect(page.getByText(/Dates and times are those of Asia\/Shanghai/)).toBeVisible();
  await expect(audit.row('Signed in').first()).toContainText(/\d{1,2} \w{3} \d{4}\s*\d\d:\d\d:\d\d/);
  expect(await audit.barriers()).toEqual([]);
  expect(await audit.overflow()).toBe(0);
});

test('the log is filtered by person, action and date, in the address', async ({ page }) => {
  const audit = new AuditPage(page);
  await audit.be('auditor');
  await audit.open();
  await audit.filter({ action: 'Signing in: all' });
  await expect(page).toHaveURL(/action=sign_in\.\*/);
  await expect(audit.row('Exported the audit log')).toHaveCount(0);
  await expect(audit.row(/Auditor/).first()).toContainText('Signed in');

  await audit.filter({ person: 'nobody is called so' });
  await expect(page.getByText('No row is like this')).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/person=nobody/);
  await expect(audit.row('Signed in').first()).toBeVisible();

  await page.getByRole('link', { name: 'Clear all' }).click();
  await expect(page).toHaveURL(/\/admin\/audit$/);
  await audit.filter({ from: '2100-01-01' });
  await expect(page).toHaveURL(/from=2100-01-01/);
  await expect(page.getByText('No row is like this')).toBeVisible();
});

test('a row opens to its request, ids and hash', async ({ page }) => {
  const audit = new AuditPage(page);
  await audit.be('auditor');
  await audit.open('?action=sign_in.done');
  const first = audit.rows.first();
  await expect(first.getByText('Hash')).toBeHidden();
  await first.getByText(/^Row \d+$/).click();
  await expect(first.getByText('Hash')).toBeVisible();
  await expect(first.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  expect(await audit.barriers()).toEqual([]);
  expect(await audit.overflow()).toBe(0);
});

test('the export has all that the filter leaves, and is recorded itself', async ({ page }) => {
  const audit = new AuditPage(page);
  const store = storeOfOurs();
  await audit.be('auditor');
  await audit.open();
  await audit.filter({ merchant: store });
  await expect(audit.export).toHaveAttribute('href', new RegExp(`merchant=${store}`));
  expect((await audit.download()).rows).toEqual([]);
  const { name, rows } = await audit.download();
  expect(name).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    actor_kind: 'person',
    action: 'audit.exported',
    merchant_id: store,
    after: JSON.stringify({ merchant: store }),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  await audit.open(`?merchant=${store}`);
  await expect(audit.rows).toHaveCount(2);
  await expect(audit.rows.first()).toContainText('Exported the audit log');
  expect(await audit.numbers()).toContain(Number(rows[0]?.audit_seq));
});

test('the log goes on page by page, both ways', async ({ page }) => {
  // It takes more than a page of rows, which it makes first.
  test.slow();
  const audit = new AuditPage(page);
  const store = storeOfOurs();
  await audit.be('auditor');
  await audit.open();
  for (let batch = 0; batch < 9; batch += 1) {
    const answers = await Promise.all(Array.from({ length: 6 }, () => audit.exportUnseen(store)));
    expect(new Set(answers)).toEqual(new Set([200]));
  }
  await audit.open(`?merchant=${store}`);
  await expect(audit.rows).toHaveCount(50);
  const first = await audit.numbers();
  expect(first).toEqual(first.toSorted((a, b) => b - a));
  await page.getByRole('link', { name: 'Older rows' }).click();
  await expect(page).toHaveURL(/at=before/);
  await expect(audit.rows).toHaveCount(4);
  expect(Math.max(...(await audit.numbers()))).toBeLessThan(first.at(-1) ?? 0);
  await expect(page.getByRole('link', { name: 'Older rows' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Newer rows' }).click();
  await expect(audit.rows).toHaveCount(50);
  expect(await audit.numbers()).toEqual(first);
});

for (const person of ['administrator', 'seller:lumen-loom']) {
  test(`the log is not shown to ${person}, and not exported`, async ({ page }) => {
    const audit = new AuditPage(page);
    await audit.be(person);
    const answer = await page.goto('/admin/audit');
    expect(answer?.status()).toBe(403);
    await expect(audit.heading).toHaveCount(0);
    expect(await audit.exportUnseen('lumen-loom')).toBe(403);
  });
}

test('who is not signed in is sent to sign in, and exports nothing', async ({ page }) => {
  const audit = new AuditPage(page);
  await audit.open();
  await expect(page).toHaveURL(/\/sign-in/);
  expect([303, 307, 403]).toContain(await audit.exportUnseen('lumen-loom'));
});

test('the log speaks Chinese, in the dark too', async ({ page }) => {
  const audit = new AuditPage(page);
  await audit.be('auditor');
  await audit.open('?action=sign_in.*');
  await audit.chooseColours('Dark');
  await audit.chooseLanguage('中文');
  await expect(page.getByRole('heading', { level: 1, name: '审计日志' })).toBeVisible();
  await expect(page.getByText('审计员', { exact: true }).first()).toBeVisible();
  expect(await audit.barriers()).toEqual([]);
  expect(await audit.overflow()).toBe(0);
});
