import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { Shell } from './pages/shell';

test('a month is explained on the page, and its files say the same', async ({ page }) => {
  const shell = new Shell(page);
  await shell.be('seller:lumen-loom');
  await page.goto('/capital/statements');
  await expect(page).toHaveTitle('Statements · Sluice');
  const newest = page
    .getByRole('main')
    .getByRole('region', { name: /^\w+ \d{4}/ })
    .first();
  await expect(newest.getByText('Not closed yet')).toBeVisible();
  await expect(newest.getByText('Unexplained: $0.00')).toBeVisible();
  expect(await shell.barriers()).toEqual([]);
  expect(await shell.overflow()).toBe(0);

  const atEnd = newest.getByRole('row', { name: /^At the end/ }).getByRole('cell');
  const left = (await atEnd.nth(1).innerText()).replaceAll(/[$,]/g, '');
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    newest.getByRole('link', { name: /as CSV/ }).click(),
  ]);
  expect(csv.suggestedFilename()).toMatch(/^statement-lumen-loom-\d{4}-\d\d-USD\.csv$/);
  const text = await readFile(await csv.path(), 'utf8');
  expect(text).toMatch(new RegExp(`\\r\\nAt the end,[^,]*,,,,${left.replace('.', '\\.')},`));

  for (const [format, start] of [
    ['XLSX', 'PK'],
    ['PDF', '%PDF'],
  ] as const) {
    const href = await newest.getByRole('link', { name: new RegExp(`as ${format}`) }).getAttribute('href');
    const answer = await page.request.get(href ?? '');
    expect(answer.status(), format).toBe(200);
    expect((await answer.body()).subarray(0, start.length).toString()).toBe(start);
  }
});

test('a calendar reads coming releases until its address is ended', async ({ page, browser }) => {
  const shell = new Shell(page);
  await shell.be('seller:lumen-loom');
  await page.goto('/capital/statements');
  await page.getByRole('button', { name: 'Make an address' }).click();
  const address = await page.getByLabel('Calendar address').inputValue();
  expect(address).toMatch(/\/api\/calendar\/[\w-]{43}$/);
  expect(await shell.barriers()).toEqual([]);

  const program = await browser.newContext();
  const { pathname } = new URL(address);
  const calendar = await program.request.get(pathname);
  expect(calendar.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  const text = await calendar.text();
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(text).toMatch(/\r\nSUMMARY:(Release|Deposit back): \$[\d.\\,]+\r\n/);

  await page
    .getByRole('button', { name: /^End the address made on/ })
    .first()
    .click();
  await expect(page.getByText('The address is ended.')).toBeVisible();
  expect((await program.request.get(pathname)).status()).toBe(404);
  await program.close();
});

test('a closed store still takes its certificate away, in Chinese as well', async ({ page }) => {
  const shell = new Shell(page);
  await shell.be('seller:marble-arch-mats');
  await page.goto('/capital/certificate');
  await expect(page).toHaveTitle('Release certificate · Sluice');
  await expect(page.getByText(/Your store closed on/)).toBeVisible();
  await expect(page.getByText('Unexplained: £0.00')).toBeVisible();
  const number = await page.getByText(/^\d{8}-\d+-[0-9A-F]{12}$/).innerText();
  await shell.chooseLanguage('中文');
  await expect(page).toHaveTitle('放款证明 · Sluice');
  await expect(page.getByText(number, { exact: true })).toBeVisible();
  expect(await shell.barriers()).toEqual([]);
  expect(await shell.overflow()).toBe(0);
  const [paper] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载 PDF' }).click(),
  ]);
  expect(paper.suggestedFilename()).toMatch(/^release-certificate-marble-arch-mats-\d{4}-\d\d-\d\d\.pdf$/);
  expect((await readFile(await paper.path())).subarray(0, 4).toString()).toBe('%PDF');
});
