import { expect, test } from '@playwright/test';
import { RunsPage } from './pages/admin';

test('a reviewer runs the day that has begun, once, and sees what it did', async ({ page }) => {
  const runs = new RunsPage(page);
  await runs.be('reviewer');
  await runs.open();
  await expect(page).toHaveTitle('Daily runs · Sluice');
  await expect(runs.heading).toBeVisible();
  await expect(runs.runs.first()).toContainText('Done');

  // Both screens work on one marketplace: whichever comes first finds the day still to be run; at midnight, two.
  await expect(runs.run.or(runs.notYet)).toBeVisible();
  while (await runs.run.isVisible()) {
    await runs.run.click();
    await expect(runs.answer).toHaveText(/is done\.$|is not the next one any more/);
  }
  await expect(runs.notYet).toBeDisabled();
  await expect(runs.next).toContainText(/The next run is due on .*, when that day begins in Asia\/Shanghai/);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  expect(await runs.barriers()).toEqual([]);
  expect(await runs.overflow()).toBe(0);
});

test('the runs go back page by page, each with its money', async ({ page }) => {
  const runs = new RunsPage(page);
  await runs.be('reviewer');
  await runs.open();
  await expect(runs.runs).toHaveCount(20);
  await page.getByRole('link', { name: 'Older runs' }).click();
  await expect(page).toHaveURL(/before=\d{4}-\d\d-\d\d\.1/);
  const first = runs.runs.first();
  await first.getByText(/^In \d currencies$/).click();
  await expect(first.getByRole('rowheader', { name: 'USD' })).toBeVisible();
  await expect(first.getByRole('columnheader', { name: 'Given back' })).toBeVisible();
  expect(await runs.barriers()).toEqual([]);
  await page.getByRole('link', { name: 'Newest runs' }).click();
  await expect(page).toHaveURL(/\/admin\/runs$/);
});
