import { expect, it } from 'vitest';
import { arrivalCookie, arrivalPage } from './arrival';

it('asks for the same address again, and can be made to say nothing else', () => {
  const page = arrivalPage(`/capital?a="><script>alert(1)</script>&b='`);
  expect(page).toContain(
    'content="0;url=/capital?a=&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;b=&#39;"',
  );
  expect(page).not.toContain('<script');
});

it('leaves a mark for a few seconds that says nothing of the address', () => {
  expect(arrivalCookie('/invitation/secret', true)).toMatch(
    /^sluice_arrival=[\w-]{16}; Path=\/; Max-Age=5; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(arrivalCookie('/', false)).not.toContain('Secure');
});
