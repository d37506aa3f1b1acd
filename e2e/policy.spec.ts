import { expect, test } from '@playwright/test';
import { PolicyPages } from './pages/policy';

/** A new policy: drafted, played again over days that have gone by, proposed by one person, approved by another. */

const WHY = 'Refunds of tier A have come within days since summer; two and a half percent covers them.';
/** From the demo's first day on, so that few facts are to be played; and until stores have been paid early for a while. */
const PERIOD_DAYS = 22;
/** Far away, so that no other journey meets it. */
const FROM = '2031-01-01';

test('a policy is drafted, played again in money, and published by two people', async ({ page }) => {
  test.setTimeout(240_000);
  const policy = new PolicyPages(page);
  await policy.be('reviewer');

  await test.step('a draft is a form whose errors stand at their fields', async () => {
    await policy.makeDraft('Pay tier A out a day sooner');
    await policy.openForm();
    const days = policy.tier('A').getByRole('textbox', { name: 'Paid out after' });
    const frozen = policy.tier('A').getByRole('textbox', { name: 'Frozen' });
    await days.fill('soon');
    await frozen.fill('2.5');
    await policy.save();
    await expect(page.getByText('One value cannot be taken. Nothing is saved yet.')).toBeVisible();
    await expect(days).toHaveAccessibleDescription(/A whole number, 0 or more\.$/);
    await expect(frozen).toHaveValue('2.5');
    expect(await policy.barriers()).toEqual([]);
    await days.fill('2');
    await policy.save();
    await expect(page.getByText('Saved as revision 2.')).toBeVisible();
    await expect(
      policy.changes.getByRole('row', { name: /Tier A: Paid out after.*3 days.*2 days/ }),
    ).toBeVisible();
    await expect(policy.changes.getByRole('row', { name: /Tier A: Frozen.*5%.*2\.5%/ })).toBeVisible();
    await expect(page.getByText('Play a period again under the draft as it is now first')).toBeVisible();
  });

  await test.step('the period is played again in the background, and answers in money', async () => {
    await policy.playFirstDays(PERIOD_DAYS);
    await expect(policy.answer).toBeVisible({ timeout: 120_000 });
    await expect(policy.answer).toContainText(/ days? sooner on average/);
    await expect(policy.answer).toContainText('Deposits would have been');
    await expect(page.getByRole('table', { name: /^In figures/ })).toBeVisible();
    const stores = page.getByRole('table', { name: 'Store by store' }).locator('tbody').getByRole('row');
    await expect(stores.first()).toBeVisible();
    expect(await policy.overflow()).toBe(0);
    expect(await policy.barriers()).toEqual([]);
    await page
      .getByRole('navigation', { name: 'You are here' })
      .getByRole('link', { name: /^Pay tier A/ })
      .click();
    await expect(page).toHaveTitle(/^Pay tier A/);
  });

  await test.step('one proposes it, who cannot approve it', async () => {
    await policy.propose(FROM, WHY);
    await expect(page.getByRole('table', { name: /^What it changes/ })).toContainText('2.5%');
    await expect(page.getByRole('region', { name: /^What it would have done/ })).toContainText(
      / days? sooner/,
    );
    await expect(page.getByText('Approve…', { exact: true })).toHaveCount(0);
  });

  const proposal = page.url();
  await test.step('another approves it, and it waits for its date', async () => {
    await policy.be('approver');
    await page.goto(proposal);
    await page.getByText('Approve…', { exact: true }).click();
    await page.getByRole('button', { name: /^Approve: / }).click();
    await expect(page.getByText('What it did')).toBeVisible();
    await page.goto('/admin/policy?on=2031-06-01');
    await expect(
      page.getByText(/Version \d+ comes into force with the first run on or after 1 Jan 2031\./),
    ).toBeVisible();
    await expect(
      page.getByText(/As things stand, version \d+ will be in force on 1 Jun 2031\./),
    ).toBeVisible();
    const versions = page.getByRole('table', { name: 'All versions' });
    await expect(versions.getByRole('row', { name: /Waits for its date/ })).toContainText(
      'Rui Chen (reviewer) proposed, Ada Okafor (approver) approved',
    );
    expect(await policy.barriers()).toEqual([]);
  });
});
