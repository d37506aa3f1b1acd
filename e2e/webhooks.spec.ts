import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { Shell } from './pages/shell';

/** An administrator adds a program that is told of what happens, tries it, renews its secret, and removes it. */

interface Post {
  headers: IncomingHttpHeaders;
  body: string;
}

async function startReceiver() {
  const posts: Post[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      posts.push({ headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/sluice`, posts, statuses, close };
}

function isSignedBy(secret: string, post: Post | undefined): boolean {
  try {
    new Webhook(secret).verify(post?.body ?? '', (post?.headers ?? {}) as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

test('an endpoint is added, tried, given another secret, switched off and removed', async ({ page }) => {
  const shell = new Shell(page);
  const receiver = await startReceiver();
  const name = `Ledger ${randomUUID()}`;
  const secret = page.getByLabel('The signing secret', { exact: true });
  try {
    await shell.be('administrator');
    await page.goto('/admin/webhooks');
    const adding = page.getByRole('region', { name: 'Add an endpoint' });
    await adding.getByLabel('Name').fill(name);
    await adding.getByLabel('Address').fill('https://name:word@ledger.example.com/');
    await adding.getByRole('button', { name: 'Add the endpoint' }).click();
    await expect(adding.getByRole('alert')).toContainText('The address holds a name or password.');
    await expect(adding.getByLabel('Name')).toHaveValue(name);
    await adding.getByLabel('Address').fill(receiver.url);
    await adding.getByRole('checkbox', { name: /^assessment\.made/ }).uncheck();
    await adding.getByRole('button', { name: 'Add the endpoint' }).click();
    await expect(adding.getByRole('status')).toContainText('The endpoint is added.');
    const first = await secret.inputValue();
    expect(first).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(await shell.barriers()).toEqual([]);
    expect(await shell.overflow()).toBe(0);

    await page.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveTitle(`${name} · Sluice`);
    expect(await page.content()).not.toContain(first);
    await expect(page.getByRole('region', { name: 'How it goes' })).not.toContainText('assessment.made');
    const trying = page.getByRole('region', { name: 'Try it' });
    receiver.statuses.push(500);
    await trying.getByRole('button', { name: 'Send a test message' }).click();
    await expect(trying.getByRole('alert')).toContainText('did not take the test message: it answered 500');
    await trying.getByRole('button', { name: 'Send a test message' }).click();
    await expect(trying.getByRole('status')).toContainText('took the test message: it answered 204');
    expect(receiver.posts).toHaveLength(2);
    expect(JSON.parse(receiver.posts[1]?.body ?? '')).toMatchObject({ type: 'test.ping' });
    expect(isSignedBy(first, receiver.posts[1])).toBe(true);

    const renewing = page.getByRole('region', { name: 'Signing secret' });
    await renewing.getByText('Make a new one…').click();
    await renewing.getByRole('button', { name: 'Make the secret' }).click();
    await expect(renewing.getByRole('status')).toContainText('The one before it goes on for 24 hours.');
    const second = await secret.inputValue();
    await trying.getByRole('button', { name: 'Send a test message' }).click();
    await expect.poll(() => receiver.posts.length).toBe(3);
    expect(isSignedBy(first, receiver.posts[2]) && isSignedBy(second, receiver.posts[2])).toBe(true);

    const ending = page.getByRole('region', { name: 'Off, or gone' });
    await ending.getByText('Switch it off…').click();
    await ending.getByRole('button', { name: 'Switch it off' }).click();
    await expect(ending.getByRole('status')).toContainText('The endpoint is off.');
    expect(await shell.barriers()).toEqual([]);
    expect(await shell.overflow()).toBe(0);
    await ending.getByText('Remove it…').click();
    await ending.getByLabel('Reason').fill('the journey has come to its end');
    await ending.getByRole('button', { name: 'Remove the endpoint' }).click();
    await expect(page).toHaveURL(/\/admin\/webhooks$/);
    await expect(page.getByRole('region', { name: 'Endpoints' })).toBeVisible();
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
  } finally {
    receiver.close();
  }
});
