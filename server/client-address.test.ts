import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address';

describe('the address of a client', () => {
  it('is the socket’s where no proxy is trusted, whatever the client says', () => {
    expect(clientAddress('192.0.2.1', '10.0.0.1', 0)).toBe('192.0.2.1');
    expect(clientAddress('::ffff:192.0.2.1', undefined, 0)).toBe('192.0.2.1');
  });

  it('is what the outermost of our proxies heard from', () => {
    const forged = '6.6.6.6, 203.0.113.9, 10.0.0.2';
    expect(clientAddress('10.0.0.1', forged, 1)).toBe('10.0.0.2');
    expect(clientAddress('10.0.0.1', forged, 2)).toBe('203.0.113.9');
  });

  it('is the socket’s where the request came past the proxies, or they say nonsense', () => {
    expect(clientAddress('192.0.2.1', undefined, 1)).toBe('192.0.2.1');
    expect(clientAddress('192.0.2.1', '203.0.113.9', 2)).toBe('192.0.2.1');
    expect(clientAddress('192.0.2.1', 'unknown', 1)).toBe('192.0.2.1');
  });

  it('is read with a port, in brackets, in quotes', () => {
    expect(clientAddress('10.0.0.1', '203.0.113.9:4711', 1)).toBe('203.0.113.9');
    expect(clientAddress('10.0.0.1', '"[2001:db8::7]:4711"', 1)).toBe('2001:db8::7');
    expect(clientAddress('10.0.0.1', '2001:db8::7', 1)).toBe('2001:db8::7');
  });
});
