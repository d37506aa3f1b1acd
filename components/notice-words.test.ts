import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import type { NoticeOf } from '@/engine/notice-details';
import { en } from './i18n/messages/en';
import { zh } from './i18n/messages/zh';
import { noticeWords, type Say } from './notice-words';

/** What a store is told of what two people decided (rules.md, section 12), in words. */

const MESSAGES = { en, zh };

function wordsOf(notice: Partial<NoticeOf> & Pick<NoticeOf, 'kind' | 'details'>, locale: 'en' | 'zh' = 'en') {
  const say = (namespace: 'notices' | 'names.refund_reasons') =>
    createTranslator({ locale, messages: MESSAGES[locale], namespace, timeZone: 'UTC' }) as unknown as Say;
  const wording = {
    notices: say('notices'),
    refundReasons: say('names.refund_reasons'),
    locale,
    timezone: 'UTC',
  };
  const whole = { currency: 'USD', happenedOn: '2026-03-04', ...notice } as NoticeOf;
  const { title, body, href } = noticeWords(wording, whole);
  return [title, ...body, href];
}

describe('an adjustment', () => {
  it('is a credit or a charge', () => {
    const details = { adjustments: 1, amount: '5000', recovered: '1200', entry: '7' };
    expect(wordsOf({ kind: 'adjusted', details })).toEqual([
      'The marketplace credited you $50.00',
      'Booked on 4 Mar 2026 to your marketplace account (rules, section 4).',
      '$12.00 of it paid back what you owed.',
      '/capital/why?entry=7',
    ]);
    expect(wordsOf({ kind: 'adjusted', details: { ...details, amount: '-250', recovered: '0' } })).toEqual([
      'The marketplace charged you $2.50',
      'Booked on 4 Mar 2026 from your marketplace account (rules, section 4).',
      '/capital/why?entry=7',
    ]);
  });

  it('is one of several of a day', () => {
    const details = { adjustments: 3, amount: '5000', recovered: '0', entry: '7' };
    expect(wordsOf({ kind: 'adjusted', details })[1]).toBe(
      '3 adjustments, booked on 4 Mar 2026 to your marketplace account (rules, section 4).',
    );
    expect(wordsOf({ kind: 'adjusted', details }, 'zh').slice(0, 2)).toEqual([
      '平台向您入账 US$50.00',
      '2026年3月4日共 3 笔，记入您的平台账户（规则第 4 节）。',
    ]);
  });
});

describe('a write-off', () => {
  it('tells what is left', () => {
    const details = { amount: '5000', owed: '100', entry: '7' };
    expect(wordsOf({ kind: 'debt_written_off', details })).toEqual([
      '$50.00 of what you owed was written off',
      'On 4 Mar 2026 the marketplace gave up $50.00 of your debt and bears it itself (rules, section 12). Your other accounts did not change.',
      'You still owe $1.00.',
      '/capital/why?entry=7',
    ]);
    expect(wordsOf({ kind: 'debt_written_off', details: { ...details, owed: '0' } })[2]).toBe(
      'You owe nothing in USD any more, and can withdraw again.',
    );
  });
});

describe('a correction', () => {
  const details = {
    order: 'o 1',
    event: 'shipped',
    from: '2026-03-01',
    to: '2026-03-02',
    state: 'held',
  } as const;
  it.each<['en' | 'zh', Partial<typeof details> | object, string[]]>([
    [
      'en',
      {},
      [
        'The shipment date of order o 1 was corrected',
        'On 4 Mar 2026 the marketplace corrected it from 1 Mar 2026 to 2 Mar 2026. (Rules, section 12.)',
        'The dates on which the order can be paid out follow from it.',
      ],
    ],
    [
      'en',
      { event: 'delivered', from: null, state: 'released' },
      [
        'The delivery date of order o 1 was corrected',
        'On 4 Mar 2026 the marketplace recorded it as 2 Mar 2026; before, there was none. (Rules, section 12.)',
        'The order was paid out before; what was paid out and what is frozen stay as they were.',
      ],
    ],
    [
      'en',
      { event: 'confirmed', to: null, state: 'refunded' },
      [
        'The confirmation date of order o 1 was corrected',
        'On 4 Mar 2026 the marketplace took it back: it was recorded as 1 Mar 2026, and did not happen then. (Rules, section 12.)',
      ],
    ],
    [
      'zh',
      {},
      [
        '订单 o 1 的发货日期已更正',
        '2026年3月4日，平台将其由 2026年3月1日 更正为 2026年3月2日（规则第 12 节）。',
        '该订单的放款日期随之变化。',
      ],
    ],
  ])('in %s: %o', (locale, over, expected) => {
    const told = wordsOf({ kind: 'order_corrected', details: { ...details, ...over } } as never, locale);
    expect(told).toEqual([...expected, '/capital/orders/o%201']);
  });
});
