import { expect, test } from '@playwright/test';
import { addDays } from '../engine/calendar';
import { ProposalsPage } from './pages/proposals';

/** What takes two people, from the form to the books. */

/** Each project has stores of its own: both work in one marketplace at once. */
const STORES: Record<string, { override: string; adjustment: string }> = {
  desktop: { override: 'slate-and-salt', adjustment: 'juniper-jars' },
  phone: { override: 'olive-optics', adjustment: 'feather-fold' },
};
const storesOf = () =>
  STORES[test.info().project.name] ?? { override: 'quilt-quay', adjustment: 'plum-rain' };

const WHY = 'The buyers’ letters of October name one courier, who has been replaced since.';
const today = () => new Date().toISOString().slice(0, 10);

test('an override: proposed, seen with what follows, approved by another, and met by the store', async ({
  page,
}) => {
  const { override: store } = storesOf();
  const proposals = new ProposalsPage(page);
  await proposals.be('reviewer');
  await proposals.begin('override', store);
  await proposals.choose(/^Not eligible/);
  await proposals.field('Until').fill(addDays(today(), 40));
  // What nobody could decide by is not taken, and what was written stays.
  await proposals.why.fill('because because because because');
  await proposals.weigh();
  await expect(proposals.problem).toContainText('at least three different words');
  await expect(proposals.field('Until')).toHaveValue(addDays(today(), 40));
  await proposals.why.fill(WHY);
  await proposals.weigh();
  await expect(proposals.summary).toBeFocused();
  await expect(
    page.getByText('at the next assessment, the store’s early release is cancelled'),
  ).toBeVisible();
  expect(await proposals.barriers()).toEqual([]);
  const address = await proposals.send();
  await expect(page).toHaveTitle(/^Not eligible until .*: Open · Sluice$/);
  // Who proposed it can take it back, and cannot decide.
  await expect(page.getByText('Take it back…')).toBeVisible();
  await expect(page.getByText('Approve…')).toBeHidden();
  expect(await proposals.overflow()).toBe(0);

  await proposals.be('approver');
  await proposals.open('?status=open&kind=override');
  await expect(proposals.rows.filter({ has: page.locator(`a[href="${address}"]`) })).toHaveCount(1);
  await page.goto(address);
  await expect(proposals.follows).toContainText('early release is cancelled');
  await proposals.decide('Approve…', /^Approve: Not eligible until/);
  await expect(page).toHaveTitle(/: Approved · Sluice$/);
  await expect(proposals.did).toContainText(`proposal:${address.split('/').at(-1)}`);
  expect(await proposals.barriers()).toEqual([]);

  await page.goto(`/admin/assessments/${store}`);
  const standing = page.getByRole('region', { name: 'The store', exact: true });
  await expect(standing).toContainText('Kept out, whatever the score says.');
});

test('an adjustment: proposed, declined with a reason, and nothing done', async ({ page }) => {
  const { adjustment: store } = storesOf();
  const proposals = new ProposalsPage(page);
  await proposals.be('reviewer');
  await proposals.begin('adjustment', store);
  await proposals.choose(/^Give to the store/);
  await proposals.field('Amount').fill('12.34');
  await proposals.why.fill(WHY);
  await proposals.weigh();
  await expect(page.getByRole('table', { name: 'Accounts now and then' })).toContainText('+£12.34');
  const address = await proposals.send();

  // The same store and currency: one at a time.
  await proposals.begin('adjustment', store);
  await proposals.choose(/^Take from the store/);
  await proposals.field('Amount').fill('1');
  await proposals.why.fill(WHY);
  await proposals.weigh();
  await expect(proposals.problem.getByRole('link', { name: 'Open the other proposal' })).toHaveAttribute(
    'href',
    address,
  );

  await proposals.be('approver');
  await page.goto(address);
  const no = 'The rebate of that campaign was posted in September already.';
  await proposals.decide('Decline…', /^Decline$/, { field: 'Why not', text: no });
  await expect(page).toHaveTitle(/: Declined · Sluice$/);
  await expect(proposals.what).toContainText(no);
  await expect(proposals.what).toContainText('Nothing of it was done');
  await expect(proposals.did).toBeHidden();
});

test('works without a script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'en-US' });
  const proposals = new ProposalsPage(await context.newPage(), baseURL);
  await proposals.be('reviewer');
  const { adjustment: store } = storesOf();
  await proposals.begin('adjustment', store);
  await proposals.choose(/^Take from the store/);
  await proposals.field('Amount').fill('90000000');
  await proposals.why.fill(WHY);
  await proposals.weigh();
  await expect(proposals.problem).toContainText('no more can be taken');
  await expect(proposals.field('Amount')).toHaveValue('90000000');
  await context.close();
});
