import { expect, type Locator } from '@playwright/test';
import { Shell } from './shell';

/** What an administrator looks after: the list of people, and what all of its parts share. */
export class AccessPage extends Shell {
  readonly main = this.page.getByRole('main');
  readonly heading = this.page.getByRole('heading', { level: 1, name: 'People and API keys' });
  readonly people = this.page.getByRole('table', { name: 'People' }).locator('tbody').getByRole('row');
  readonly changes = this.page.getByRole('table', { name: /^(Recent changes|Changes and sign-ins)$/ });
  /** What came of the last form. */
  readonly answer = this.main.getByRole('status');
  readonly problem = this.main.getByRole('alert');

  async open(part: '' | '/invitations' | '/keys' | '/changes' = ''): Promise<void> {
    await this.page.goto(`/admin/access${part}`);
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Name, e-mail or store' }).fill(text);
    await this.page.getByRole('button', { name: 'Show', exact: true }).click();
  }

  /** Opens what is not done in one click; what follows from it is read there. */
  async begin(what: string | RegExp, within: Locator = this.main): Promise<void> {
    await within.locator('summary').filter({ hasText: what }).click();
  }
}

/** Invitations. */
export class InvitationsPage extends AccessPage {
  readonly links = this.page.getByRole('list', { name: 'Open links' }).getByRole('listitem');
  readonly link = this.page.getByRole('textbox', { name: 'The link', exact: true });

  async invite(name: string, email: string, role: string, store?: string): Promise<void> {
    await this.main.getByLabel('Name', { exact: true }).fill(name);
    await this.main.getByLabel('E-mail', { exact: true }).fill(email);
    await this.main.getByRole('radio', { name: new RegExp(`^${role}`) }).check();
    if (store !== undefined) await this.main.getByLabel('Store', { exact: true }).fill(store);
    await this.main.getByRole('button', { name: 'Make the link' }).click();
  }
}

/** API keys. */
export class KeysPage extends AccessPage {
  readonly good = this.page.getByRole('list', { name: 'Keys that work', exact: true }).getByRole('listitem');
  readonly ended = this.page.getByRole('list', { name: 'Keys that no longer work' }).getByRole('listitem');
  readonly key = this.page.getByRole('textbox', { name: 'The key', exact: true });

  async make(name: string, scopes: string[]): Promise<void> {
    const form = this.page.getByRole('region', { name: 'Make a key' });
    await form.getByLabel('Name', { exact: true }).fill(name);
    for (const scope of scopes) await form.getByRole('checkbox', { name: scope }).check();
    await form.getByRole('button', { name: 'Make the key' }).click();
  }
}

/** One person. */
export class PersonPage extends AccessPage {
  readonly role = this.page.getByRole('region', { name: 'Name and role' });
  readonly signedIn = this.page.getByRole('region', { name: 'Signed in now' });
  readonly sessions = this.page.getByRole('list', { name: 'Signed in now' }).getByRole('listitem');
  readonly access = this.page.getByRole('region', { name: 'Access', exact: true });

  /** What came of the last form of a part. */
  answerIn(part: Locator): Locator {
    return part.getByRole('status');
  }

  /** Finds them in the list. */
  async find(email: string, name: string): Promise<void> {
    await this.open();
    await this.search(email);
    await expect(this.people).toHaveCount(1);
    await this.people.getByRole('link', { name, exact: true }).click();
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
}
