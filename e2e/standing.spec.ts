import { expect, test } from '@playwright/test';
import { StandingPage } from './pages/standing';

test('an enrolled store reads its tier, each metric against its limit, and what would lift it', async ({
  page,
}) => {
  const standing = new StandingPage(page);
  await standing.be('seller:brightside-gadgets');
  await standing.open();
  await expect(standing.heading).toBeVisible();
  await expect(page.getByText('Nobody applies for early release')).toBeVisible();
  await expect(standing.glance).toContainText('In early release');
  await expect(standing.glance).toContainText('Paid out 5 days after shipment; 20% is frozen as deposit');
  await expect(standing.metric('Disputes')).toContainText(/\d+ of \d+ orders disputed/);
  await expect(standing.metric('Disputes')).toContainText('at most 3%');
  await expect(standing.metric('Disputes')).toContainText(/It bears \d+ more disputed orders\./);
  await expect(
    standing.metric('Disputes').getByRole('img', { name: /^Disputes over 30 assessments/ }),
  ).toBeVisible();
  await expect(standing.lift.getByRole('heading')).toHaveText('What would lift your store to tier B');
  await expect(standing.lift.getByRole('listitem').last()).toContainText(/\d/);
  await expect(standing.outlook.getByRole('listitem').first()).toContainText(/tier|Not eligible/);

  // What counts against it leads to the order.
  const order = standing.ageing.getByRole('link').first();
  await expect(order).toHaveAttribute('href', /^\/capital\/orders\//);
  expect(await standing.barriers()).toEqual([]);
  expect(await standing.overflow()).toBe(0);

  // An earlier assessment opens by its date.
  const before = standing.history.getByRole('link', { name: /^Open the assessment of/ }).nth(3);
  const date = (await before.innerText()).trim();
  await before.click();
  await expect(page).toHaveURL(/[?&]on=\d{4}-\d\d-\d\d#scorecard$/);
  await expect(standing.scorecard).toContainText('This is an earlier assessment.');
  await expect(
    standing.history.getByRole('link', { name: `Open the assessment of ${date}` }),
  ).toHaveAttribute('aria-current', 'true');
});

test('a store that breaks a limit reads which, by how much, and the least that would do', async ({
  page,
}) => {
  const standing = new StandingPage(page);
  await standing.be('seller:swift-socks');
  await standing.open();
  await expect(standing.glance).toContainText(/Refunds [\d.]+%, at most 8% allowed/);
  const [few] =
    /\d+/.exec(
      (await standing
        .metric('Refunds')
        .getByText(/too many\./)
        .innerText()) ?? '',
    ) ?? [];
  await expect(standing.lift.getByRole('heading')).toHaveText('What would qualify your store');
  await expect(standing.lift).toContainText(`${few} orders fewer refunded at your cost`);
  await expect(standing.lift).toContainText('orders more, shipped on time and without dispute or refund');
});

test('a cancelled store reads the notice with its dates, in Chinese', async ({ page }) => {
  const standing = new StandingPage(page);
  await standing.be('seller:volt-pocket');
  await standing.open();
  await expect(page.getByText(/was notified that its early release is cancelled/)).toContainText(
    /back by .* at the latest.*can be enrolled again from .* on/,
  );
  await standing.chooseLanguage('中文');
  await expect(page).toHaveTitle(/^提前放款资格/);
  await expect(page.getByText(/已通知您：提前放款被取消/)).toContainText(/最迟于 .* 退还.*可以重新加入/);
  await expect(page.getByText('提前放款无需申请')).toBeVisible();
  await expect(page.getByRole('heading', { name: '怎样才能符合资格' })).toBeVisible();
  expect(await standing.barriers()).toEqual([]);
  expect(await standing.overflow()).toBe(0);
});

test('a store opts out and back in, without a script, and is told first what follows', async ({
  browser,
  baseURL,
}, { project }) => {
  const store = project.name === 'phone' ? 'kettle-crane' : 'spruce-outdoor';
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'en-US' });
  const standing = new StandingPage(await context.newPage());
  await standing.be(`seller:${store}`);
  await standing.open();
  const { choice, page } = standing;
  const earlier = new StandingPage(await context.newPage());
  await earlier.open();
  await expect(choice.getByRole('button', { name: 'Opt out now' })).toBeHidden();
  await choice.getByText('Opt out of early release…').click();
  await expect(choice).toContainText(/On .* the assessment cancels early release, at once/);
  await expect(choice).toContainText(/All \d+ open holds of now, €[\d,.]+, come back by .* at the latest/);
  await expect(choice).toContainText(/can be enrolled again from .* on at the earliest/);
  await choice.getByRole('button', { name: 'Opt out now' }).click();
  await expect(choice.getByText('You have opted out. It is recorded; what follows is below.')).toBeVisible();
  await expect(page.getByText('You have opted out of early release.')).toBeVisible();
  await expect(standing.glance).toContainText('It cancels early release, because you opted out.');

  // A form that was opened before, sent now, is told that there is nothing to do.
  await earlier.choice.getByText('Opt out of early release…').click();
  await earlier.choice.getByRole('button', { name: 'Opt out now' }).click();
  await expect(earlier.choice.getByRole('alert')).toHaveText(
    'Your store is opted out already. Nothing was done.',
  );

  await choice.getByText('Opt back in…').click();
  await expect(choice).toContainText('your store goes on taking part, as if you had not opted out');
  await choice.getByRole('button', { name: 'Opt back in now' }).click();
  await expect(choice.getByText('You have opted back in.')).toBeVisible();
  await expect(page.getByText('You have opted out of early release.')).toBeHidden();
  await context.close();
});
