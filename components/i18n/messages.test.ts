import { describe, expect, it } from 'vitest';
import { ACCOUNTS, ENTRY_KINDS } from '@/engine/accounts';
import { REFUND_REASONS } from '@/engine/policy';
import { ENROLMENTS, ORDER_STATES } from '@/engine/records';
import { en } from './messages/en';
import { zh } from './messages/zh';

function texts(messages: object, path = ''): [path: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value as object, `${path}${key}.`),
  );
}

/** What a text is given: the names of its arguments, and of its tags. */
function gaps(text: string): string[] {
  const named = [...text.matchAll(/\{\s*(\w+)\s*[,}]/g), ...text.matchAll(/<(\w+)>/g)];
  return [...new Set(named.map((match) => match[1] ?? ''))].sort();
}

const english = new Map(texts(en));
const chinese = new Map(texts(zh));

describe('messages', () => {
  it('are all there in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('say something, with the same gaps', () => {
    for (const [path, text] of english) {
      const translated = chinese.get(path) ?? '';
      expect(text.trim(), path).not.toBe('');
      expect(translated.trim(), path).not.toBe('');
      // A noun's plural, or the text of one choice, has no gap of its own.
      const known = gaps(text).filter((name) => !/^(one|other|zero)$/.test(name));
      for (const name of gaps(translated))
        expect([...known, name === 'count' ? 'count' : ''], path).toContain(name);
    }
  });

  it('name everything that the engine names', () => {
    for (const account of ACCOUNTS) expect(english.has(`accounts.${account}.name`), account).toBe(true);
    for (const kind of Object.keys(ENTRY_KINDS))
      expect(english.has(`names.entry_kinds.${kind}`), kind).toBe(true);
    for (const rule of Object.values(ENTRY_KINDS))
      expect(english.has(`names.rules.${rule}`), rule).toBe(true);
    for (const enrolment of ENROLMENTS)
      expect(english.has(`names.enrolment.${enrolment}`), enrolment).toBe(true);
    for (const state of ORDER_STATES) expect(english.has(`names.order_states.${state}`), state).toBe(true);
    for (const reason of REFUND_REASONS)
      expect(english.has(`names.refund_reasons.${reason}`), reason).toBe(true);
  });
});
