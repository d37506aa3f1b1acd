import { randomUUID } from 'node:crypto';
import { type Browser, expect, test } from '@playwright/test';
import { AssessmentsPage } from './pages/admin';
import { CapitalPage } from './pages/capital';
import { AccountPage, InvitationPage, SignInPage } from './pages/sign-in';

const PASSWORD = 'wet-kettle-violet-ninety';
const OTHER = 'other-copper-window-forty';
const HOME_OF_STAFF = /\/admin\/assessments$/;

/** An administrator of the demo invites somebody; answers the path of the link. */
async function invite(browser: Browser, email: string, store?: string): Promise<string> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await new SignInPage(page).be('administrator');
  await page.goto('/admin/access/invitations');
  const form = page.getByRole('main');
  await form.getByLabel('Name', { exact: true }).fill('Ana Souza');
  await form.getByLabel('E-mail', { exact: true }).fill(email);
  await form.getByRole('radio', { name: store === undefined ? /^Reviewer/ : /^Seller/ }).check();
  if (store !== undefined) await form.getByLabel('Store', { exact: true }).fill(store);
  await form.getByRole('button', { name: 'Make the link' }).click();
  const link = await form.getByLabel('The link', { exact: true }).inputValue();
  await context.close();
  return new URL(link).pathname;
}

const newEmail = () => `ana-${randomUUID()}@example.com`;

test('an invited reviewer comes in, sets a second factor, and comes in by it again', async ({
  page,
  browser,
}) => {
  // A whole way, from the link to the third time of coming in.
  test.slow();
  const email = newEmail();
  const link = await invite(browser, email);
  await page.goto(link);
  const invitation = new InvitationPage(page);
  await expect(page).toHaveTitle('Choose a password · Sluice');
  await expect(page.getByRole('main')).toContainText(email);
  await expect(page.getByRole('main')).toContainText('Reviewer');
  await expect(invitation.name).toHaveValue('Ana Souza');
  expect(await invitation.overflow()).toBe(0);

  await invitation.name.fill('Ana Maria Souza');
  await invitation.setPassword('passwordpassword');
  await expect(invitation.problem).toContainText('would be guessed soon');
  await expect(invitation.problem).toBeFocused();
  await expect(invitation.name).toHaveValue('Ana Maria Souza');
  expect(await invitation.barriers()).toEqual([]);
  await invitation.setPassword(PASSWORD);

  // Staff get no further without a second factor.
  await expect(page).toHaveURL(/\/account\/second-factor$/);
  await expect(page.getByText('Staff sign in with a password and a code from their phone')).toBeVisible();
  await page.goto('/admin/assessments');
  await expect(page).toHaveURL(/\/account\/second-factor$/);

  const account = new AccountPage(page);
  expect(await account.barriers()).toEqual([]);
  const phone = await account.beginSecondFactor(PASSWORD);
  await expect(account.backupCodes).toHaveCount(10);
  const [backupCode = ''] = await account.backupCodes.allInnerTexts();
  expect(await account.barriers()).toEqual([]);
  expect(await account.overflow()).toBe(0);
  await account.confirmSecondFactor(phone.wrongCode());
  await expect(account.problem).toContainText('This code is not right');
  await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible();
  await account.confirmSecondFactor(phone.code('now'));
  await expect(page).toHaveURL(HOME_OF_STAFF);
  await expect(account.self).toContainText('Ana Maria Souza');

  // The link is used up.
  const used = await page.goto(link);
  expect(used?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'This link works no more' })).toBeAttached();
  expect(await account.barriers()).toEqual([]);

  // In again by password and code; and by a code kept for a lost phone.
  await account.signOut();
  const signIn = new SignInPage(page);
  await signIn.open('?next=/admin/runs');
  await signIn.try(email, PASSWORD);
  await expect(page.getByRole('heading', { level: 1, name: 'Your second factor' })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in\/code\?next=%2Fadmin%2Fruns$/);
  expect(await signIn.barriers()).toEqual([]);
  expect(await signIn.overflow()).toBe(0);
  await signIn.confirm(phone.wrongCode());
  await expect(signIn.problem).toContainText('This code is not right, or was used already.');
  await signIn.confirm(phone.code('next'));
  await expect(page).toHaveURL(/\/admin\/runs$/);

  await signIn.signOut();
  await signIn.try(email, PASSWORD);
  await page.getByRole('link', { name: 'No phone at hand? Use a backup code' }).click();
  await expect(page).toHaveURL(/kind=backup/);
  await signIn.confirm(backupCode, 'Backup code');
  await expect(page).toHaveURL(HOME_OF_STAFF);
});

test('a seller looks after their own account', async ({ page, browser }) => {
  test.slow();
  const email = newEmail();
  await page.goto(await invite(browser, email, 'lumen-loom'));
  await expect(page.getByRole('main')).toContainText('Lumen & Loom');
  await new InvitationPage(page).setPassword(PASSWORD);
  await expect(page).toHaveURL(/\/capital$/);

  // Signed in elsewhere too, which then ends by hand.
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  const signIn = new SignInPage(other);
  await signIn.open();
  await signIn.try(email, PASSWORD);
  await expect(other).toHaveURL(/\/capital$/);

  const account = new AccountPage(page);
  await account.self.click();
  await expect(account.heading).toBeVisible();
  await expect(page).toHaveTitle('Your account · Sluice');
  await expect(page.getByRole('main')).toContainText('Lumen & Loom');
  await expect(account.sessions).toHaveCount(2);
  await expect(account.sessions.filter({ hasText: 'This one' })).toHaveCount(1);
  expect(await account.barriers()).toEqual([]);
  expect(await account.overflow()).toBe(0);
  await account.sessions.getByRole('button', { name: /^End the session on/ }).click();
  await expect(page.getByText('One session has ended.')).toBeVisible();
  await expect(account.sessions).toHaveCount(1);
  await other.reload();
  await expect(signIn.heading).toBeVisible();
  await elsewhere.close();

  await account.changePassword('not the password', OTHER);
  await expect(account.problem).toContainText('This is not your current password.');
  expect(await account.barriers()).toEqual([]);
  await account.changePassword(PASSWORD, OTHER);
  await expect(page.getByText('Your password is changed.')).toBeVisible();

  await page.getByRole('link', { name: 'Set a second factor' }).click();
  const phone = await account.beginSecondFactor(OTHER);
  await account.confirmSecondFactor(phone.code('now'));
  await expect(page).toHaveURL(/\/capital$/);
  await account.open();
  await account.prove('Make new backup codes', OTHER, phone.wrongCode());
  await expect(account.problem).toContainText('This code is not right.');
  await account.open();
  await account.prove('Make new backup codes', OTHER, phone.code('next'));
  await expect(account.backupCodes).toHaveCount(10);
  expect(await account.barriers()).toEqual([]);
  await account.open();
  await expect(account.backupCodes).toHaveCount(0);
  await account.prove('Move it to another phone', OTHER, phone.code('next'));
  await expect(page.getByRole('heading', { level: 1, name: 'Set a second factor' })).toBeVisible();
});

test('a wrong password is told, and after several one must wait', async ({ page }) => {
  // Each try takes as long as hashing a password does.
  test.slow();
  const email = newEmail();
  const signIn = new SignInPage(page);
  await signIn.open();
  for (let time = 0; time < 5; time++) {
    await signIn.try(email, `guess number ${time}`);
    await expect(signIn.problem).toHaveText('This e-mail and password do not go together.');
    await expect(signIn.problem).toBeFocused();
    await expect(signIn.email).toHaveValue(email);
    await expect(signIn.password).toHaveValue('');
  }
  expect(await signIn.barriers()).toEqual([]);
  await signIn.try(email, 'guess number 5');
  await expect(signIn.problem).toHaveText(/^Too many tries\. Wait \d+ seconds?, then try again\.$/);
});

test('a code without a password before it leads back to the beginning', async ({ page }) => {
  const signIn = new SignInPage(page);
  await page.goto('/sign-in/code?next=/admin/runs');
  await signIn.confirm('123 456');
  await expect(signIn.problem).toContainText('Start again with your password.');
  expect(await signIn.barriers()).toEqual([]);
  await page.getByRole('link', { name: 'Start again' }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fruns$/);
});

test('the demo’s people sign in by a button', async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await expect(page).toHaveTitle('Sign in · Sluice');
  await expect(signIn.heading).toBeVisible();
  await expect(
    signIn.demo.getByRole('list', { name: 'Staff of the marketplace' }).getByRole('listitem'),
  ).toHaveCount(4);
  expect(await signIn.barriers()).toEqual([]);
  expect(await signIn.overflow()).toBe(0);
  await signIn.press('Rui Chen (reviewer)');
  await expect(page).toHaveURL(HOME_OF_STAFF);
  // Who is in is sent on.
  await signIn.open();
  await expect(page).toHaveURL(HOME_OF_STAFF);

  await signIn.self.click();
  const account = new AccountPage(page);
  await expect(account.heading).toBeVisible();
  await expect(page.getByText('You look around as one of the demo’s people.')).toBeVisible();
  await expect(page.getByLabel('Current password')).toHaveCount(0);
  expect(await account.barriers()).toEqual([]);
  await account.signOut();
  await signIn.press('Lumen & Loom (seller)');
  await expect(new CapitalPage(page).heading).toBeVisible();
  await signIn.signOut();
  // What was seen before is not to be had by going back.
  await page.goBack();
  await expect(signIn.heading).toBeVisible();
});

test('one comes back to where one was going, and to no other house', async ({ page }) => {
  const signIn = new SignInPage(page);
  await page.goto('/admin/assessments?view=all&q=swift');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn.press('Aude Martin (auditor)');
  await expect(page).toHaveURL(/\/admin\/assessments\?view=all&q=swift$/);
  await expect(new AssessmentsPage(page).store('Swift Socks')).toBeVisible();
  await signIn.signOut();

  for (const next of ['https://elsewhere.example/', '//elsewhere.example']) {
    await signIn.open(`?next=${encodeURIComponent(next)}`);
    await signIn.press('Ada Okafor (approver)');
    await expect(page).toHaveURL(HOME_OF_STAFF);
    await signIn.signOut();
  }
  // Nor to a page that is none of theirs.
  await signIn.open('?next=/capital');
  await signIn.press('Abel Souza (administrator)');
  await expect(page).toHaveURL(/\/admin\/access$/);
});

test('it is there in Chinese', async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.chooseLanguage('中文');
  await expect(page.getByRole('heading', { level: 1, name: '登录 Sluice' })).toBeVisible();
  await page.getByLabel('电子邮箱').fill(newEmail());
  await page.getByLabel('密码', { exact: true }).fill('guess number 1');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(signIn.problem).toHaveText('电子邮箱与密码不匹配。');
  expect(await signIn.barriers()).toEqual([]);
  expect(await signIn.overflow()).toBe(0);
  await page.getByRole('button', { name: '以 Lumen & Loom (seller) 的身份登录', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '资金账户管理' })).toBeVisible();
  await page.goto('/account');
  await expect(page.getByRole('heading', { level: 1, name: '您的账户' })).toBeVisible();
  expect(await signIn.overflow()).toBe(0);
});

test('the password can be looked at', async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.password.fill('as it is');
  await expect(signIn.password).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(signIn.password).toHaveAttribute('type', 'text');
  await expect(signIn.password).toHaveValue('as it is');
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('one comes in and goes by plain forms', async ({ page }) => {
    const signIn = new SignInPage(page);
    await signIn.open('?next=/admin/runs');
    await expect(page.getByRole('button', { name: 'Show password' })).toHaveCount(0);
    const email = newEmail();
    await signIn.try(email, 'guess number 1');
    await expect(signIn.problem).toHaveText('This e-mail and password do not go together.');
    await expect(signIn.email).toHaveValue(email);
    await signIn.press('Rui Chen (reviewer)');
    await expect(page).toHaveURL(/\/admin\/runs$/);
    await signIn.signOut();
  });

  test('an invited reviewer comes in', async ({ page, browser }) => {
    await page.goto(await invite(browser, newEmail()));
    const invitation = new InvitationPage(page);
    await invitation.setPassword('too short');
    await expect(invitation.problem).toContainText('at least 12 characters');
    await invitation.setPassword(PASSWORD);
    const account = new AccountPage(page);
    const phone = await account.beginSecondFactor(PASSWORD);
    await account.confirmSecondFactor(phone.wrongCode());
    await expect(account.problem).toContainText('This code is not right');
    await account.confirmSecondFactor(phone.code('now'));
    await expect(page).toHaveURL(HOME_OF_STAFF);
  });
});
