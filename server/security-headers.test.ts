import { describe, expect, it } from 'vitest';
import { BARE_POLICY, pagePolicy, securityHeaders } from './security-headers';

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(' ');
      return [name, sources];
    }),
  );
}

describe('the policy of a page', () => {
  const policy = directives(pagePolicy({ nonce: 'bm9uY2U=', isHttps: false, isDevelopment: false }));

  it('runs only what carries the nonce, and what that loads', () => {
    expect(policy.get('script-src')).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(policy.get('style-src')).toEqual(["'self'", "'nonce-bm9uY2U='"]);
  });

  it('is shown in no frame, shows none, and sends forms nowhere else', () => {
    for (const name of ['frame-ancestors', 'frame-src', 'object-src', 'base-uri'])
      expect([name, policy.get(name)]).toEqual([name, ["'none'"]]);
    for (const name of ['default-src', 'connect-src', 'font-src', 'form-action'])
      expect([name, policy.get(name)]).toEqual([name, ["'self'"]]);
  });

  it('allows what is inline for style attributes alone', () => {
    const loose = [...policy].filter(([, sources]) => sources.some((source) => source.startsWith("'unsafe")));
    expect(loose).toEqual([['style-src-attr', ["'unsafe-inline'"]]]);
  });

  it('asks for https only where the portal is reached by it', () => {
    expect(policy.has('upgrade-insecure-requests')).toBe(false);
    const secure = directives(pagePolicy({ nonce: 'x', isHttps: true, isDevelopment: false }));
    expect(secure.has('upgrade-insecure-requests')).toBe(true);
  });

  it('lets code be evaluated in development alone', () => {
    const development = directives(pagePolicy({ nonce: 'x', isHttps: false, isDevelopment: true }));
    expect(development.get('script-src')).toContain("'unsafe-eval'");
    expect(development.get('script-src')).not.toContain("'unsafe-inline'");
  });
});

describe('the headers of every answer', () => {
  it('are these', () => {
    const { 'permissions-policy': permissions, ...headers } = securityHeaders(false);
    expect(headers).toEqual({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(permissions).toMatch(/^([a-z-]+=\(\), )+[a-z-]+=\(\)$/);
    expect(BARE_POLICY).toMatch(/^default-src 'none'/);
  });

  it('bind a browser to https where the portal is reached by it', () => {
    expect(securityHeaders(true)['strict-transport-security']).toBe('max-age=31536000');
  });
});
