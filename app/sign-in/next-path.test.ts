import { expect, test } from 'vitest';
import { nextPath, withNext } from './next-path';

test.each([
  ['/', '/'],
  ['/capital', '/capital'],
  ['/capital?as_of=2026-11-22&currency=BRL#entries', '/capital?as_of=2026-11-22&currency=BRL#entries'],
  ['/admin/assessments/lumen-loom', '/admin/assessments/lumen-loom'],
  ['/admin/assessments?q=纸', '/admin/assessments?q=%E7%BA%B8'],
  ['/admin/../capital', '/capital'],
  ['/capital?back=//elsewhere.example', '/capital?back=//elsewhere.example'],
])('%s is a page of our own', (asked, path) => {
  expect(nextPath(asked)).toBe(path);
});

test.each([
  [undefined],
  [null],
  [['/capital', '/capital']],
  [''],
  ['capital'],
  ['https://elsewhere.example/capital'],
  ['javascript:alert(1)'],
  ['//elsewhere.example'],
  ['///elsewhere.example'],
  ['/\\elsewhere.example'],
  ['\\\\elsewhere.example'],
  ['/capital\\..\\..'],
  ['/\t/elsewhere.example'],
  ['/\n/elsewhere.example'],
  ['/capital\r\nSet-Cookie: a=b'],
  ['/\u0000'],
  ['/\u0085/elsewhere.example'],
  [' /capital'],
  ['/..//elsewhere.example'],
  ['/.//elsewhere.example'],
  ['/a/..//elsewhere.example'],
  [`/${'a'.repeat(2000)}`],
])('%j is not', (asked) => {
  expect(nextPath(asked)).toBeNull();
});

test('the address carries it on', () => {
  expect(withNext('/sign-in', null)).toBe('/sign-in');
  expect(withNext('/sign-in', '/capital?as_of=2026-11-22')).toBe(
    '/sign-in?next=%2Fcapital%3Fas_of%3D2026-11-22',
  );
  expect(withNext('/sign-in/code?kind=backup', '/capital')).toBe('/sign-in/code?kind=backup&next=%2Fcapital');
});
