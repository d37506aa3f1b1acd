import { describe, expect, it } from 'vitest';
import { type Amounts, type EntryKind, noAmounts } from '@/engine/accounts';
import { type EntryLine, entrySentence } from './entry-sentence';

function line(kind: EntryKind, amounts: Partial<Amounts>, depositBps: number | null = null): EntryLine {
  return {
    entrySeq: 1n,
    currency: 'USD',
    bookedOn: '2026-02-05',
    effectiveOn: '2026-02-05',
    kind,
    rule: '6',
    orderId: 'o1',
    amounts: { ...noAmounts(), ...amounts },
    tier: 'B',
    depositBps,
    refundReason: null,
  };
}

describe('entrySentence', () => {
  it('tells a write-off as what is owed no more, not as what paid a debt back', () => {
    const told = entrySentence(line('write_off', { receivable: 300n, platform_loss: -300n }));
    expect(told).toMatchObject({ key: 'write_off', recoveredMinor: 0n, owedMinor: 0n });
    expect(told.sums.amount).toBe(300n);
  });

  it('tells an early release with what was frozen of it', () => {
    const told = entrySentence(
      line(
        'release_early',
        { order_funds: -20_000n, fees: 1000n, deposit: 1900n, payment_account: 17_100n },
        1000,
      ),
    );
    expect(told.key).toBe('release_early');
    expect(told.sums).toMatchObject({ advance: 17_100n, frozen: 1900n, net: 19_000n, fee: 1000n });
    expect(told.recoveredMinor).toBe(0n);
  });

  it('says where the cap froze less, or nothing was frozen', () => {
    const capped = line(
      'release_early',
      { order_funds: -19_000n, deposit: 500n, payment_account: 18_500n },
      1000,
    );
    expect(entrySentence(capped).key).toBe('release_early_capped');
    const free = line('release_early', { order_funds: -19_000n, payment_account: 19_000n });
    expect(entrySentence(free).key).toBe('release_early_nothing_frozen');
  });

  it('counts what paid back a debt as the merchant’s', () => {
    const told = entrySentence(
      line('release_standard', { order_funds: -1000n, fees: 100n, receivable: 300n, payment_account: 600n }),
    );
    expect(told.sums).toMatchObject({ net: 900n, fee: 100n });
    expect(told.recoveredMinor).toBe(300n);
  });

  it('tells a deduction with all that it took, the deposit and the debt too', () => {
    const told = entrySentence(
      line('deduction', {
        clearing: 4000n,
        fees: -200n,
        payment_account: -3000n,
        deposit: -500n,
        receivable: -300n,
      }),
    );
    expect(told.key).toBe('deduction');
    expect(told.sums).toMatchObject({ amount: 4000n, borne: 3800n, fee: 200n });
    expect(told.owedMinor).toBe(300n);
  });

  it('tells an adjustment by its direction', () => {
    expect(entrySentence(line('adjustment', { clearing: -50n, marketplace_account: 50n })).key).toBe(
      'adjustment_credit',
    );
    expect(entrySentence(line('adjustment', { clearing: 50n, marketplace_account: -50n })).key).toBe(
      'adjustment_charge',
    );
  });

  it('tells what came back by what left the deposit, also where a debt took it', () => {
    const told = entrySentence(line('hold_release', { deposit: -1900n, receivable: 1900n }));
    expect(told.sums.amount).toBe(1900n);
    expect(told.recoveredMinor).toBe(1900n);
  });
});
