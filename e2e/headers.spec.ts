import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { Shell } from './pages/shell';

/** What browsers are told to allow on the real pages, and that they keep to it. */

const PAGES = {
  'seller:lumen-loom': ['/capital', '/capital/early-loan-margin', '/account', '/nowhere'],
  auditor: ['/admin/assessments', '/admin/assessments/lumen-loom', '/admin/runs', '/admin/audit', '/capital'],
  administrator: [
    '/admin/access',
    '/admin/access/keys',
    '/admin/access/invitations',
    '/admin/access/changes',
  ],
  nobody: ['/sign-in', '/nowhere'],
};

/** Everything that a browser refuses on the page from now on. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.exposeFunction('noteViolation', (what: string) => found.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      (window as unknown as { noteViolation(what: string): void }).noteViolation(
        `${violatedDirective} ${blockedURI} ${sourceFile}`,
      );
    });
  });
  page.on('console', (message) => {
    if (/content security policy|permissions-policy/i.test(message.text())) found.push(message.text());
  });
  page.on('pageerror', (error) => found.push(error.message));
  return found;
}

/** A site of somebody else's, with a page that leads to ours. */
async function foreignSite(html: string): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(html);
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, server };
}

for (const [person, paths] of Object.entries(PAGES)) {
  test(`the pages of ${person} are what their policy allows`, async ({ page }) => {
    // Many pages, each loaded whole.
    test.slow();
    if (person !== 'nobody') await new Shell(page).be(person);
    const found = await violations(page);
    for (const path of paths) {
      const answer = await page.goto(path);
      const headers = answer?.headers() ?? {};
      expect(headers['content-security-policy'], path).toMatch(
        /script-src 'self' 'nonce-[^']+' 'strict-dynamic';/,
      );
      expect(headers['cache-control'], path).toContain('no-store');
      expect(headers['x-request-id'], path).toMatch(/^[0-9a-f-]{36}$/);
      // Next's own script has run: a policy that is too strict would prevent it.
      await page.waitForFunction(() => 'next' in window);
      expect(found, path).toEqual([]);
    }
  });
}

test('a page, a file and a page that is not there carry the headers', async ({ page, request }) => {
  const html = await (await request.get('/sign-in')).text();
  const file = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? '';
  await page.goto('/sign-in');
  for (const path of ['/sign-in', '/nowhere', '/api/nowhere', '/icon.svg', file]) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers, path).not.toHaveProperty('x-powered-by');
    const kept = { [file]: 'immutable', '/icon.svg': 'must-revalidate' };
    expect(headers['cache-control'], path).toContain(kept[path] ?? 'no-store');
  }
});

test('a script that somebody smuggled into the page does not run', async ({ page }) => {
  const found = await violations(page);
  await page.route('**/sign-in', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(
      '<body',
      '<script>window.smuggled = true</script><script src="/_next/static/smuggled.js"></script><body',
    );
    await route.fulfill({ response: answer, body });
  });
  await page.goto('/sign-in');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="/nowhere.png" onerror="window.smuggled = true">',
    );
  });
  await expect
    .poll(() => found.filter((each) => each.startsWith('script-src')).length)
    .toBeGreaterThanOrEqual(3);
  expect(await page.evaluate(() => 'smuggled' in window)).toBe(false);
});

test('a page is not shown in a frame of another site', async ({ page, baseURL }) => {
  const { url, server } = await foreignSite(
    `<title>foreign</title><iframe src="${baseURL}/sign-in"></iframe>`,
  );
  try {
    await page.goto(url);
    const [frame] = page.mainFrame().childFrames();
    expect(frame).toBeDefined();
    expect(await frame?.locator('form').count()).toBe(0);
    expect(frame?.url()).not.toContain('/sign-in');
  } finally {
    server.close();
  }
});

test('a link on another site leads to the page, signed in; its forms lead nowhere', async ({
  page,
  baseURL,
}) => {
  await new Shell(page).be('seller:lumen-loom');
  const { url, server } = await foreignSite(
    `<a href="${baseURL}/capital?currency=USD#content">see</a>
     <form method="post" action="${baseURL}/capital"><button>send</button></form>`,
  );
  try {
    await page.goto(url);
    await page.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: 'Capital Account Management' })).toBeVisible();
    await expect(page).toHaveURL(/\/capital\?currency=USD/);
    await page.goto(url);
    await page.getByRole('button').click();
    await expect(page.getByText('not sent from a page of this portal')).toBeVisible();
  } finally {
    server.close();
  }
});
