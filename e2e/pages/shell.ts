import { AxeBuilder } from '@axe-core/playwright';
import { type Cookie, expect, type Page, test } from '@playwright/test';
import { DEMO_PEOPLE } from '../../demo/people';

/** Sessions of the demo's people, by portal and person: each worker signs each of them in once. */
const sessions = new Map<string, Cookie>();

const isSession = ({ name }: Cookie) => name.endsWith('sluice.session_token');

/** The head of every page, and what holds for every page. */
export class Shell {
  constructor(
    readonly page: Page,
    /** Where the portal is, where it is not the one that all tests share. */
    readonly origin = test.info().project.use.baseURL,
  ) {}

  /**
   * Begins as one of the demo's people: `seller:lumen-loom`, `reviewer`. The session is shared with the other tests of
   * the worker: a test that ends it signs in by itself.
   */
  async be(person: string): Promise<void> {
    const context = this.page.context();
    const key = `${this.origin} ${person}`;
    const session = sessions.get(key) ?? (await this.signIn(person));
    sessions.set(key, session);
    await context.clearCookies({ name: session.name });
    await context.addCookies([session]);
  }

  /** Signs in by the demo's button, in a browser of its own. */
  private async signIn(person: string): Promise<Cookie> {
    const [role, merchant = null] = person.split(':');
    const found = DEMO_PEOPLE.find((each) => each.role === role && each.merchant === merchant);
    if (found === undefined) throw new Error(`the demo has no ${person}`);
    const context = await this.page
      .context()
      .browser()
      ?.newContext({ baseURL: this.origin, locale: 'en-US' });
    if (context === undefined) throw new Error('the page has no browser');
    try {
      const page = await context.newPage();
      await page.goto('/sign-in');
      await page.getByRole('button', { name: `Sign in as ${found.name}`, exact: true }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      const session = (await context.cookies()).find(isSession);
      if (session === undefined) throw new Error(`${found.name} was not signed in`);
      return session;
    } finally {
      await context.close();
    }
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Sign in to Sluice' })).toBeVisible();
  }

  /** The link to one's own account, which says who one is. */
  get self() {
    return this.page.getByRole('banner').getByRole('link', { name: /^Your account:/ });
  }

  async chooseLanguage(name: 'EN' | '中文'): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  async chooseColours(name: 'As the system' | 'Light' | 'Dark'): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** What a machine can find of what keeps people out. */
  async barriers(): Promise<string[]> {
    // After an action the title is taken away and written again.
    await expect(this.page).toHaveTitle(/\S/);
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  }

  /** By how many pixels the page is wider than the screen. */
  async overflow(): Promise<number> {
    return this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return Math.max(0, scrollWidth - clientWidth);
    });
  }
}
