import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { AccessPage, InvitationsPage, KeysPage, PersonPage } from './pages/access';
import { InvitationPage } from './pages/sign-in';

const newEmail = () => `mei-${randomUUID()}@example.com`;
const PASSWORD = 'wet-kettle-violet-ninety';

test('an administrator invites a reviewer, and takes the link back', async ({ page, browser }) => {
  const invitations = new InvitationsPage(page);
  const email = newEmail();
  await invitations.be('administrator');
  await invitations.open();
  await page.getByRole('link', { name: 'Invite somebody' }).click();
  await expect(page).toHaveTitle('Invitations · Sluice');
  expect(await invitations.barriers()).toEqual([]);

  // What is wrong is said at the field and at the head, and what was written stays.
  await invitations.invite('Mei Lin', 'reviewer@demo.example', 'Reviewer');
  await expect(invitations.problem).toContainText('A person has this e-mail already.');
  await expect(invitations.problem).toBeFocused();
  const field = invitations.main.getByLabel('E-mail', { exact: true });
  await expect(field).toHaveAccessibleDescription(/A person has this e-mail already\./);
  await expect(field).toHaveValue('reviewer@demo.example');
  expect(await invitations.barriers()).toEqual([]);
  await invitations.invite('Mei Lin', email, 'Seller', 'no-such-store');
  await expect(invitations.problem).toContainText('There is no open store with this id.');

  await invitations.invite('Mei Lin', email, 'Reviewer');
  await expect(invitations.answer).toContainText('The invitation is made.');
  await expect(invitations.answer).toBeFocused();
  const link = await invitations.link.inputValue();
  expect(link).toMatch(/\/invitation\/[\w-]{43}$/);
  expect(page.url()).not.toContain(link.slice(-43));
  const invitation = invitations.links.filter({ hasText: email });
  await expect(invitation).toContainText(/23 hours 59 minutes|24 hours/);
  await expect(invitation).toContainText('New person');
  expect(await invitations.barriers()).toEqual([]);
  expect(await invitations.overflow()).toBe(0);
  await page.reload();
  await expect(invitation).toBeVisible();
  expect(await page.content()).not.toContain(link.slice(-43));

  await invitations.begin('Take back…', invitation);
  await expect(invitation).toContainText('The link of Mei Lin no longer lets anybody in.');
  expect(await invitations.barriers()).toEqual([]);
  await invitation.getByRole('button', { name: 'Take the link back' }).click();
  await expect(invitations.answer).toContainText('The link is taken back');
  await expect(invitation).toHaveCount(0);

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  expect((await other.goto(new URL(link).pathname))?.status()).toBe(404);
  await elsewhere.close();
});

test('a key is shown once, and works no more once it is revoked', async ({ page }) => {
  const keys = new KeysPage(page);
  const name = `Storefront ${randomUUID()}`;
  await keys.be('administrator');
  await keys.open('/keys');
  await expect(page).toHaveTitle('API keys · Sluice');
  await keys.make(name, []);
  await expect(keys.problem).toContainText('Choose at least one thing that the key may do.');
  expect(await keys.barriers()).toEqual([]);
  await keys.make(name, ['read']);
  const text = await keys.key.inputValue();
  expect(text).toMatch(/^sluice_[\w-]{43}$/);
  await expect(keys.answer).toContainText('It is shown now and not again');
  const key = keys.good.filter({ hasText: name });
  await expect(key).toContainText(text.slice(0, 12));
  expect(page.url()).toMatch(/\/admin\/access\/keys$/);
  expect(await keys.barriers()).toEqual([]);
  expect(await keys.overflow()).toBe(0);
  await page.reload();
  await expect(key).toBeVisible();
  await expect(keys.key).toHaveCount(0);
  expect(await page.content()).not.toContain(text);

  // It opens what it was made for.
  const bearer = { headers: { authorization: `Bearer ${text}` } };
  expect((await page.request.get('/api/v1/summary', bearer)).status()).toBe(200);
  await page.reload();
  await expect(key).not.toContainText('Never');

  await keys.begin('Revoke…', key);
  await expect(key).toContainText('This cannot be undone');
  await key.getByLabel('Reason').fill('          short');
  await key.getByRole('button', { name: 'Revoke the key' }).click();
  await expect(keys.problem).toContainText('Write a reason of 10 to 500 characters');
  await key.getByLabel('Reason').fill('found in a public repository');
  await key.getByRole('button', { name: 'Revoke the key' }).click();
  await expect(keys.answer).toContainText('The key is revoked');
  await expect(key).toHaveCount(0);
  await keys.begin('no longer work');
  await expect(keys.ended.filter({ hasText: name })).toContainText('Revoked');
  expect(await keys.barriers()).toEqual([]);
  expect((await page.request.get('/api/v1/summary', bearer)).status()).toBe(401);
});

test('a person is given another role, signed out, ended and given access again', async ({
  page,
  browser,
}) => {
  test.slow();
  const email = newEmail();
  const invitations = new InvitationsPage(page);
  await invitations.be('administrator');
  await invitations.open('/invitations');
  await invitations.invite('Mei Lin', email, 'Seller', 'lumen-loom');
  const link = await invitations.link.inputValue();
  const elsewhere = await browser.newContext({ locale: 'en-US' });
  const theirs = await elsewhere.newPage();
  await theirs.goto(new URL(link).pathname);
  await new InvitationPage(theirs).setPassword(PASSWORD);
  await expect(theirs).toHaveURL(/\/capital$/);

  const person = new PersonPage(page);
  await person.find(email, 'Mei Lin');
  await expect(person.role).toContainText('Lumen & Loom');
  await expect(person.sessions).toHaveCount(1);
  await expect(person.sessions).toContainText('Chrome');
  expect(await person.barriers()).toEqual([]);
  expect(await person.overflow()).toBe(0);

  await person.begin('End…', person.sessions);
  await person.sessions.getByRole('button', { name: 'End the session' }).click();
  await expect(person.answerIn(person.signedIn)).toContainText('The session is ended.');
  await expect(person.sessions).toHaveCount(0);
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/sign-in/);

  await person.begin('Change name, role or store…');
  await expect(person.role).toContainText('Another role or store ends all their sessions at once');
  await person.role.getByRole('radio', { name: /^Auditor/ }).check();
  await person.role.getByRole('button', { name: 'Make the change' }).click();
  await expect(person.problem).toContainText('Write a reason');
  await expect(person.role.getByRole('radio', { name: /^Auditor/ })).toBeChecked();
  expect(await person.barriers()).toEqual([]);
  await person.role.getByLabel('Reason').fill('moves to the audit team in May');
  await person.role.getByRole('button', { name: 'Make the change' }).click();
  await expect(person.answerIn(person.role)).toContainText('The change is made.');
  await expect(person.role).toContainText('Reads everything, the audit log too');
  await expect(person.changes.getByRole('row').filter({ hasText: 'moves to the audit team' })).toContainText(
    'Changed a person',
  );

  await person.begin('End access…');
  await person.access.getByLabel('Reason').fill('left the company on Friday');
  await person.access.getByRole('button', { name: 'End access' }).click();
  await expect(person.answerIn(person.access)).toContainText('The access is ended');
  await expect(person.access).toContainText(/Access ended on/);
  await person.begin('Give access again…');
  await person.access.getByRole('button', { name: 'Give access again' }).click();
  await expect(person.access).toContainText('Has access');

  await person.open('/changes');
  await expect(
    person.changes.getByRole('row').filter({ hasText: 'left the company on Friday' }).first(),
  ).toBeVisible();
  expect(await person.barriers()).toEqual([]);
  expect(await person.overflow()).toBe(0);
  await elsewhere.close();
});

test('an administrator does nothing of that to themselves', async ({ page }) => {
  const person = new PersonPage(page);
  await person.be('administrator');
  await person.find('administrator@demo.example', 'Abel Souza (administrator)');
  await expect(person.access).toContainText('The only administrator cannot be ended.');
  await expect(person.access.locator('summary')).toHaveCount(0);
  await person.begin('Change the name…');
  await expect(person.role.getByRole('radio')).toHaveCount(0);
  expect(await person.barriers()).toEqual([]);
});

test('people are found by name, e-mail, store, role and access', async ({ page }) => {
  const access = new AccessPage(page);
  await access.be('administrator');
  await access.open();
  await expect(page).toHaveTitle('People and API keys · Sluice');
  await expect(access.heading).toBeVisible();
  expect(await access.barriers()).toEqual([]);
  expect(await access.overflow()).toBe(0);
  await access.search('apex-air@demo');
  await expect(access.people).toHaveCount(1);
  await expect(access.people).toContainText('Demo');
  await expect(page).toHaveURL(/q=apex-air/);
  await access.search('nobody is called so');
  await expect(page.getByText('Nobody is like this')).toBeVisible();
  await page.getByRole('link', { name: 'Clear all' }).click();
  await expect(page).toHaveURL(/\/admin\/access$/);
  await page.getByLabel('Role').selectOption('Approver');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/role=approver/);
  await expect(access.people.first()).toContainText('Ada Okafor');
  expect((await page.goto('/admin/access/nobody-is-called-so'))?.status()).toBe(404);
});

for (const other of ['seller:lumen-loom', 'reviewer', 'approver', 'auditor']) {
  test(`${other} is not let in`, async ({ page }) => {
    const access = new AccessPage(page);
    await access.be(other);
    for (const part of ['', '/invitations', '/keys', '/changes', '/demo-administrator', '/nobody']) {
      const answer = await page.request.get(`/admin/access${part}`);
      expect(answer.status(), part).toBe(403);
      expect(await answer.text()).not.toContain('administrator@demo.example');
    }
    await access.open();
    await expect(page.getByRole('heading', { level: 1, name: 'This page is not for you' })).toBeAttached();
  });
}

test('an invitation can be made without a script', async ({ browser, page }) => {
  const email = newEmail();
  await new AccessPage(page).be('administrator');
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: 'en-US',
    storageState: await page.context().storageState(),
  });
  const invitations = new InvitationsPage(await context.newPage());
  await invitations.open('/invitations');
  await invitations.invite('Mei Lin', email, 'Auditor');
  await expect(invitations.link).toHaveValue(/\/invitation\/[\w-]{43}$/);
  // The form sent once more is told so, and makes nothing.
  await invitations.page.reload();
  await expect(invitations.answer).toContainText('Nothing was done a second time');
  await expect(invitations.links.filter({ hasText: email })).toHaveCount(1);
  await context.close();
});

test('the pages speak Chinese', async ({ page }) => {
  const access = new AccessPage(page);
  await access.be('administrator');
  await access.open('/keys');
  await access.chooseLanguage('中文');
  await expect(page.getByRole('heading', { level: 1, name: '人员与 API 密钥' })).toBeVisible();
  await page.getByRole('button', { name: '创建密钥' }).click();
  await page.getByLabel('名称', { exact: true }).fill('店面系统');
  await page.getByRole('button', { name: '创建密钥' }).click();
  await expect(access.problem).toContainText('请至少选择一项密钥权限');
  expect(await access.barriers()).toEqual([]);
  expect(await access.overflow()).toBe(0);
  for (const part of ['', '/invitations', '/changes', '/demo-reviewer'] as const) {
    await page.goto(`/admin/access${part}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await access.overflow()).toBe(0);
  }
});
