import { expect, test } from '@playwright/test';
import { Shell } from './pages/shell';

test('the rules are read section by section, by sellers and staff, in both languages', async ({ page }) => {
  const shell = new Shell(page);
  await shell.be('seller:lumen-loom');
  await page.goto('/rules');
  await expect(page).toHaveTitle('The rules of early release · Sluice');
  await expect(page.getByText(/those of policy version \d+, which is in force/)).toBeVisible();
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: '7. Refunds' }).click();
  await expect(page).toHaveURL(/#section-7$/);
  await expect(page.getByRole('heading', { name: '7. Refunds' })).toBeInViewport();
  await expect(page.getByRole('region', { name: '7. Refunds' })).toContainText(
    '$2.50 commission is given back, and the store bears $47.50',
  );
  expect(await shell.barriers()).toEqual([]);
  expect(await shell.overflow()).toBe(0);

  await shell.be('reviewer');
  await page.goto('/rules');
  await shell.chooseLanguage('中文');
  await expect(page.getByRole('heading', { level: 1, name: '提前放款规则' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(12);
  expect(await shell.barriers()).toEqual([]);
});
