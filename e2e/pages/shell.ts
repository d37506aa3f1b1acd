import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/** The head of every page, and what holds for every page. */
export class Shell {
  constructor(readonly page: Page) {}

  /** Begins as somebody, as the choice of an earlier visit would: `seller:lumen-loom`, `reviewer`. */
  async be(person: string): Promise<void> {
    const url = test.info().project.use.baseURL ?? '';
    await this.page.context().addCookies([{ name: 'sluice_person', value: encodeURIComponent(person), url }]);
  }

  async changePerson(): Promise<void> {
    await this.page.getByRole('link', { name: /^You are:/ }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Who you are' })).toBeVisible();
  }

  async findStore(name: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Find a store by its name or id' }).fill(name);
    await this.page.getByRole('button', { name: 'Find' }).click();
  }

  async chooseStore(name: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name }).click();
  }

  async chooseLanguage(name: 'EN' | '中文'): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  async chooseColours(name: 'As the system' | 'Light' | 'Dark'): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** What a machine can find of what keeps people out. */
  async barriers(): Promise<string[]> {
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
