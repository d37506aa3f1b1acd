import { describe, expect, it } from 'vitest';
import { releaseRuleOf } from './explain-hold';

const terms = { shippedOn: '2026-02-01', releaseOnAtFirst: '2026-04-02', deadlineOn: null };

describe('releaseRuleOf', () => {
  it('is the date that the hold was made with', () => {
    expect(releaseRuleOf(terms, [])).toEqual({ by: 'shipment', days: 60 });
  });

  it('is a cancellation only where that brought the date forward', () => {
    const earlier = { rule: '8', bookedOn: '2026-02-10', releaseOnAfter: '2026-03-10' };
    expect(releaseRuleOf({ ...terms, deadlineOn: '2026-03-10' }, [earlier])).toEqual({
      by: 'cancellation',
      noticeOn: '2026-02-10',
    });
    const later = { rule: '8', bookedOn: '2026-02-10', releaseOnAfter: '2026-04-02' };
    expect(releaseRuleOf({ ...terms, deadlineOn: '2026-08-10' }, [later])).toEqual({
      by: 'shipment',
      days: 60,
    });
  });

  it('is a closure, earlier or later', () => {
    const closed = { rule: '9', bookedOn: '2026-02-20', releaseOnAfter: '2026-07-31' };
    expect(releaseRuleOf(terms, [closed])).toEqual({ by: 'closure', days: 180 });
  });

  it('is the deadline of an earlier cancellation where a closure would be later', () => {
    const redatings = [
      { rule: '8', bookedOn: '2026-02-10', releaseOnAfter: '2026-04-02' },
      { rule: '9', bookedOn: '2026-02-20', releaseOnAfter: '2026-07-10' },
    ];
    expect(releaseRuleOf({ ...terms, deadlineOn: '2026-07-10' }, redatings)).toEqual({
      by: 'closure_after_cancellation',
      noticeOn: '2026-02-10',
    });
  });
});
