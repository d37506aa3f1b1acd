import { expect, test } from '@playwright/test';
import { DEMO_PEOPLE } from '../demo/people';
import { Shell } from './pages/shell';

/** Each role's way in, what it finds there, and what it does not. */

const OF_STAFF = [
  'Assessments',
  // An approver is told how many are open.
  /^Proposals/,
  'Exposure and losses',
  'Payouts',
  'Policy versions',
  'Daily runs',
  'Audit log',
];
/** Those who record bring files too. */
const OF_RECORDERS = OF_STAFF.toSpliced(-1, 0, 'Imports');

const ROLES = [
  {
    role: 'seller',
    begins: 'Capital Account Management',
    pages: ['Capital Account Management', 'Early Loan Margin Inquiry'],
    links: [
      ...['Capital Account Management', 'Early Loan Margin Inquiry', 'Orders', 'Standing', 'Withdrawals'],
      ...['Statements', 'Value', /^Notices/],
    ],
    refused: '/admin/assessments',
  },
  {
    role: 'reviewer',
    begins: 'Assessments',
    links: OF_RECORDERS,
    // The others have journeys of their own.
    pages: ['Assessments', 'Daily runs', 'Audit log'],
    refused: '/admin/access',
  },
  {
    role: 'approver',
    begins: 'Assessments',
    links: OF_RECORDERS,
    // The others have journeys of their own.
    pages: ['Assessments', 'Daily runs', 'Audit log'],
    refused: '/capital',
  },
  {
    role: 'auditor',
    begins: 'Assessments',
    links: OF_STAFF,
    // The others have journeys of their own.
    pages: ['Assessments', 'Daily runs', 'Audit log'],
    refused: '/admin/access/keys',
  },
  {
    role: 'administrator',
    begins: 'People and API keys',
    links: ['People and API keys', 'Webhooks'],
    pages: ['People and API keys', 'Webhooks'],
    refused: '/admin/audit',
  },
];

for (const { role, begins, links: named, pages, refused } of ROLES) {
  test(`the ${role} comes in, finds their pages and no others, and leaves`, async ({ page }) => {
    const shell = new Shell(page);
    const person = DEMO_PEOPLE.find((each) => each.role === role);
    await page.goto('/');
    await page.getByRole('button', { name: `Sign in as ${person?.name}`, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: begins })).toBeVisible();
    await expect(shell.self).toContainText(person?.name ?? '');

    const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    await expect(links).toHaveText(named);
    for (const name of pages) {
      await links.filter({ hasText: name }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      // The title of a page that one goes to comes after its skeleton.
      await expect(page).toHaveTitle(`${name} · Sluice`);
      expect(await shell.barriers()).toEqual([]);
    }

    const answer = await page.goto(refused);
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole('heading', { level: 1, name: 'This page is not for you' })).toBeAttached();
    expect(await shell.barriers()).toEqual([]);
    await page.getByRole('link', { name: 'Go to your start page' }).click();
    await expect(page.getByRole('heading', { level: 1, name: begins })).toBeVisible();

    await shell.signOut();
    await page.goto('/account');
    await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/);
  });
}

test('an auditor reads the daily runs and cannot start one', async ({ page }) => {
  const shell = new Shell(page);
  await shell.be('auditor');
  await page.goto('/admin/runs');
  await expect(page.getByRole('region', { name: 'Next run' })).toBeVisible();
  await expect(page.getByRole('button', { name: /run/i })).toHaveCount(0);
});
