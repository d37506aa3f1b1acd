import { expect, test } from '@playwright/test';
import { KeysPage } from './pages/access';

/** Forms that are sent twice, or by somebody who made them up. */

test.use({ javaScriptEnabled: false });

test('a form that is sent again does nothing again, and one that was changed does nothing', async ({
  page,
}) => {
  const keys = new KeysPage(page);
  await keys.be('administrator');
  await keys.open('/keys');
  const name = `Once only ${test.info().project.name} ${Date.now()}`;
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await keys.make(name, ['read']);
  await expect(keys.key).toHaveValue(/^sluice_/);
  const request = await posted;
  const body = request.postDataBuffer();
  const { cookie: _cookie, ...headers } = await request.allHeaders();
  const again = (data: Buffer | null) =>
    page.context().request.post(request.url(), { headers, data: data ?? Buffer.from('') });

  // The very same bytes: what a browser sends when one goes back and forward.
  const repeated = await (await again(body)).text();
  expect(repeated).toContain('This form was sent before');
  expect(repeated).not.toMatch(/sluice_[\w-]{40,}/);

  // Another id that is none of ours, and a scope that there is not.
  const text = body?.toString('latin1') ?? '';
  const [submission = ''] = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(text) ?? [];
  expect(submission).not.toBe('');
  const fresh = submission.replace(/^.{8}/, '0badf00d');
  for (const forged of [
    text.replace(submission, 'not an id'.padEnd(submission.length)),
    text.replace(submission, fresh).replace(/\r\nread\r\n/, '\r\neverything\r\n'),
  ]) {
    expect(forged).not.toBe(text);
    const answer = await again(Buffer.from(forged, 'latin1'));
    expect(answer.status()).toBe(200);
    expect(await answer.text()).toContain('role="alert"');
  }

  await keys.open('/keys');
  await expect(keys.good.filter({ hasText: name })).toHaveCount(1);
});
