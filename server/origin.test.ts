import { describe, expect, it } from 'vitest';
import { isOwnHost, isOwnOrigin, isUnsafe } from './origin';

const PORTAL = new URL('https://sluice.example.com');

describe('our own origin', () => {
  it('is the one that the settings name', () => {
    expect(isOwnOrigin({ origin: 'https://sluice.example.com' }, PORTAL)).toBe(true);
    for (const origin of [
      'http://sluice.example.com',
      'https://sluice.example.com.evil.com',
      'null',
      '',
      undefined,
    ])
      expect([origin, isOwnOrigin({ origin, host: 'sluice.example.com' }, PORTAL)]).toEqual([origin, false]);
  });

  it('is the one that was asked, where they name none', () => {
    expect(isOwnOrigin({ origin: 'http://localhost:3000', host: 'localhost:3000' }, null)).toBe(true);
    expect(isOwnOrigin({ origin: 'https://portal.test', host: 'portal.test' }, null)).toBe(true);
    expect(isOwnOrigin({ origin: 'http://localhost:3001', host: 'localhost:3000' }, null)).toBe(false);
    expect(isOwnOrigin({ origin: 'http://localhost:3000' }, null)).toBe(false);
    expect(isOwnOrigin({ host: 'localhost:3000' }, null)).toBe(false);
  });
});

it('knows the host that it answers for', () => {
  expect(isOwnHost('Sluice.Example.com', PORTAL)).toBe(true);
  expect(isOwnHost('10.0.0.5:3000', PORTAL)).toBe(false);
  expect(isOwnHost(undefined, PORTAL)).toBe(false);
  expect(isOwnHost('anything', null)).toBe(true);
  expect(isOwnHost(undefined, null)).toBe(false);
});

it('knows what may change something', () => {
  expect(
    ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', undefined].map(isUnsafe),
  ).toEqual([...[false, false, false], ...[true, true, true, true, true, true]]);
});
