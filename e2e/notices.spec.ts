import { expect, test } from '@playwright/test';
import { Shell } from './pages/shell';

/** Another store on each: what one has marked, the other must not find marked. */
const STORES: Record<string, string> = { desktop: 'kettle-crane', phone: 'fern-and-finch' };

test('a seller reads what the store was told, sees why, and marks it as read', async ({ page }) => {
  const shell = new Shell(page);
  const main = page.getByRole('main');
  const notices = page.getByRole('list', { name: 'Notices, newest first' }).locator(':scope > li');
  await shell.be(`seller:${STORES[test.info().project.name]}`);
  // The server makes them beside the portal, soon after its start.
  await expect(async () => {
    await page.goto('/capital/notices');
    await expect(notices.first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 25_000 });
  await expect(page).toHaveTitle('Notices · Sluice');
  expect(await shell.barriers()).toEqual([]);
  expect(await shell.overflow()).toBe(0);
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Notices/ });
  await expect(link).toContainText(/\d+\+? unread/);

  const first = notices.first();
  await expect(first).toContainText('Unread');
  await expect(first.getByRole('link')).toHaveAttribute(
    'href',
    /^\/capital\/(why|early-loan-margin|standing)/,
  );
  await first.getByRole('button', { name: /^Mark as read/ }).click();
  await expect(main.getByRole('status')).toHaveText('One notice is marked as read.');
  await expect(first).not.toContainText('Unread');

  await main.getByLabel('Show', { exact: true }).selectOption('Only unread');
  await main.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/show=unread/);
  await expect(first).toContainText('Unread');
  await main.getByRole('link', { name: 'Show all notices' }).click();
  await expect(page).not.toHaveURL(/show=/);

  await main.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(main).toContainText('You have read all of them.');
  await expect(link).toHaveText('Notices');
  await shell.chooseLanguage('中文');
  await expect(page).toHaveTitle('通知 · Sluice');
  await expect(main).toContainText('全部已读');
  expect(await shell.barriers()).toEqual([]);
  expect(await shell.overflow()).toBe(0);
});
