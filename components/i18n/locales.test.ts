import { describe, expect, it } from 'vitest';
import { preferredLocale } from './locales';

describe('preferredLocale', () => {
  it('takes the first language that is spoken, by the reader’s preference', () => {
    expect(preferredLocale('zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh');
    expect(preferredLocale('fr, en;q=0.4, zh;q=0.7')).toBe('zh');
    expect(preferredLocale('de-DE,en-US;q=0.7')).toBe('en');
  });

  it('passes over what the reader refuses', () => {
    expect(preferredLocale('zh;q=0, en;q=0.1')).toBe('en');
  });

  it('speaks English where nothing fits', () => {
    expect(preferredLocale(null)).toBe('en');
    expect(preferredLocale('')).toBe('en');
    expect(preferredLocale('fr;q=x,*')).toBe('en');
  });
});
