import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { form } from '@/tests/make-people';
import { makeProposals, NOW, type ProposalBooks, REASON } from '@/tests/make-proposals';
import { Refused } from '../authorize';
import { listProposals } from './list-proposals';
import { proposeAdjustment } from './propose-adjustment';
import { proposeCorrection } from './propose-correction';
import { proposeOverride } from './propose-override';
import { proposeWriteOff } from './propose-write-off';
import { type ProposalAsk, weighProposal } from './weigh-proposal';
import { withdrawProposal } from './withdraw-proposal';

let books: ProposalBooks;
beforeAll(async () => {
  books = await makeProposals();
});
afterAll(() => books.drop());

const OVERRIDE = {
  kind: 'override',
  merchantId: 'poor',
  decision: 'eligible',
  tier: 'B',
  until: '2026-06-01',
} as const;
const WRITE_OFF = {
  kind: 'write_off',
  merchantId: 'debtor',
  currency: 'USD',
  part: 'part',
  amount: '90',
} as const;
const CREDIT = {
  kind: 'adjustment',
  merchantId: 'debtor',
  currency: 'USD',
  direction: 'credit',
  amount: '120',
} as const;
const DEBIT = { ...CREDIT, merchantId: 'steady', direction: 'debit', amount: '50' } as const;
const CORRECTION = {
  kind: 'correction',
  orderId: 'shipped',
  event: 'shipped',
  did: 'happened',
  on: '2026-01-09',
} as const;

const weigh = (ask: ProposalAsk, why = REASON) =>
  weighProposal(books.database, books.reviewer, { ...ask, why }, NOW);

function propose(
  ask: ProposalAsk & { why?: string },
  submission: { submissionId: string } = form(),
  person = books.reviewer,
) {
  const whole = { why: REASON, ...ask, ...submission };
  switch (whole.kind) {
    case 'override':
      return proposeOverride(books.database, person, whole, NOW);
    case 'write_off':
      return proposeWriteOff(books.database, person, whole, NOW);
    case 'adjustment':
      return proposeAdjustment(books.database, person, whole, NOW);
    case 'correction':
      return proposeCorrection(books.database, person, whole, NOW);
  }
}

const counted = async () =>
  (
    await books.ask(`select (select count(*) from proposals) as proposals, (select count(*) from audit_log) as log,
      (select count(*) from submissions) as forms, (select count(*) from facts) as facts,
      (select count(*) from entries) as entries`)
  )[0];

describe('what is refused, with its reason and today’s figures', () => {
  it.each<[string, ProposalAsk, string, object]>([
    ['an unknown store', { ...OVERRIDE, merchantId: 'nobody' }, 'unknown_merchant', {}],
    ['a closed store', { ...OVERRIDE, merchantId: 'gone' }, 'store_closed', {}],
    ['no decision', { ...OVERRIDE, decision: 'maybe' }, 'bad_form', {}],
    ['a tier that the policy lacks', { ...OVERRIDE, tier: 'Z' }, 'unknown_tier', {}],
    ['no tier', { ...OVERRIDE, tier: '' }, 'unknown_tier', {}],
    ['no date', { ...OVERRIDE, until: '' }, 'bad_until', {}],
    ['a date that is none', { ...OVERRIDE, until: '2026-02-30' }, 'bad_until', {}],
    // In Shanghai it is the 12th.
    ['today', { ...OVERRIDE, until: '2026-01-12' }, 'until_past', { date: '2026-01-13' }],
    ['more than a year', { ...OVERRIDE, until: '2027-01-13' }, 'until_too_far', { date: '2027-01-12' }],
    ['the end of no override', { ...OVERRIDE, decision: 'none' }, 'nothing_to_end', {}],
    ['no currency', { ...WRITE_OFF, currency: 'XXQ' }, 'unknown_currency', {}],
    [
      'another currency',
      { ...WRITE_OFF, currency: 'EUR' },
      'nothing_owed',
      { currency: 'EUR', amountMinor: 0n },
    ],
    [
      'who owes nothing',
      { ...WRITE_OFF, merchantId: 'steady' },
      'nothing_owed',
      { currency: 'USD', amountMinor: 0n },
    ],
    [
      'more than is owed',
      { ...WRITE_OFF, amount: '90.01' },
      'more_than_owed',
      { currency: 'USD', amountMinor: 9000n },
    ],
    ['no amount', { ...WRITE_OFF, amount: '' }, 'no_amount', { currency: 'USD' }],
    ['a negative amount', { ...WRITE_OFF, amount: '-1' }, 'no_amount', { currency: 'USD' }],
    ['nothing', { ...CREDIT, amount: '0.00' }, 'not_positive', { currency: 'USD' }],
    ['a tenth of a cent', { ...CREDIT, amount: '0.001' }, 'too_many_decimals', { currency: 'USD' }],
    ['all the money there is', { ...CREDIT, amount: '90000000000000.01' }, 'too_large', { currency: 'USD' }],
    ['an unknown debtor', { ...DEBIT, merchantId: 'nobody' }, 'unknown_merchant', {}],
    [
      'a debit of too much',
      { ...DEBIT, amount: '50.01' },
      'insufficient_funds',
      { currency: 'USD', amountMinor: 5000n },
    ],
    [
      'a debit of a debtor',
      { ...DEBIT, merchantId: 'debtor', amount: '1' },
      'insufficient_funds',
      { currency: 'USD', amountMinor: 0n },
    ],
    ['an unknown order', { ...CORRECTION, orderId: 'nobodys' }, 'unknown_order', {}],
    ['an unknown event', { ...CORRECTION, event: 'paid' }, 'bad_form', {}],
    ['no date of an event', { ...CORRECTION, on: '' }, 'bad_date', {}],
    ['a date ahead', { ...CORRECTION, on: '2026-01-13' }, 'date_ahead', { date: '2026-01-12' }],
    ['the same date', { ...CORRECTION, on: '2026-01-10' }, 'already_so', {}],
    ['what has not happened', { ...CORRECTION, event: 'delivered', did: 'not' }, 'already_so', {}],
    ['a cancelled order', { ...CORRECTION, orderId: 'cancelled' }, 'order_cancelled', {}],
    ['the shipment of what was paid out', { ...CORRECTION, orderId: 'steady-early' }, 'already_released', {}],
    [
      'no shipment of what was received',
      { ...CORRECTION, orderId: 'received', did: 'not' },
      'received_already',
      {},
    ],
    [
      'the receipt of what was not shipped',
      { ...CORRECTION, orderId: 'waiting', event: 'confirmed' },
      'not_shipped',
      {},
    ],
    [
      'a receipt before the shipment',
      { ...CORRECTION, orderId: 'received', event: 'confirmed', on: '2026-01-09' },
      'before_shipment',
      { date: '2026-01-10' },
    ],
    [
      'a shipment after the receipt',
      { ...CORRECTION, orderId: 'received', on: '2026-01-12' },
      'after_receipt',
      { date: '2026-01-11' },
    ],
  ])('%s', async (_what, ask, code, figures) => {
    const before = await counted();
    expect(await weigh(ask)).toEqual({ status: 'refused', code, figures });
    expect(await propose(ask)).toEqual({ status: 'refused', code, figures });
    expect(await counted()).toEqual(before);
  });

  it.each([
    ['too short', 'why_short'],
    ['please '.repeat(10), 'why_filler'],
    ['x y z'.repeat(600), 'why_long'],
  ])('a reason that is none: %j', async (why, code) => {
    expect(await weigh(WRITE_OFF, why)).toMatchObject({ status: 'refused', code });
    expect(await propose({ ...WRITE_OFF, why })).toMatchObject({ status: 'refused', code });
  });

  it('a form that is none of ours', async () => {
    expect(await propose(WRITE_OFF, { submissionId: 'mine' })).toMatchObject({ code: 'bad_form' });
  });
});

describe('what follows, before anything is sent', () => {
  it('a part of a debt moves to the marketplace’s losses', async () => {
    expect(await weigh({ ...WRITE_OFF, amount: '40' })).toMatchObject({
      status: 'weighed',
      why: REASON,
      follows: {
        ...{ kind: 'write_off', currency: 'USD', amountMinor: 4000n, debtMinor: 4000n },
        lines: [
          { account: 'receivable', beforeMinor: -9000n, changeMinor: 4000n, afterMinor: -5000n },
          { account: 'platform_loss', beforeMinor: 0n, changeMinor: -4000n, afterMinor: -4000n },
        ],
      },
    });
  });

  it('the whole of a debt is what the books say, whatever is written', async () => {
    const whole = await weigh({ ...WRITE_OFF, part: 'whole', amount: '1' });
    expect(whole).toMatchObject({
      follows: { amountMinor: 9000n },
      proposed: { content: { amount: '9000' } },
    });
  });

  it('a credit pays back a debt first', async () => {
    expect(await weigh(CREDIT)).toMatchObject({
      follows: {
        ...{ amountMinor: 12_000n, debtMinor: 9000n },
        lines: [
          { account: 'marketplace_account', afterMinor: 3000n },
          { account: 'receivable', beforeMinor: -9000n, afterMinor: 0n },
          { account: 'clearing', changeMinor: -12_000n },
        ],
      },
    });
  });

  it('a debit takes all that there is', async () => {
    expect(await weigh(DEBIT)).toMatchObject({
      follows: { amountMinor: -5000n, debtMinor: 0n, lines: [{ afterMinor: 0n }, { account: 'clearing' }] },
    });
  });

  it('an order shipped earlier is due earlier, and was in time', async () => {
    expect(await weigh(CORRECTION)).toMatchObject({
      follows: {
        before: { shipped: '2026-01-10' },
        after: { shipped: '2026-01-09' },
        ...{ lateBefore: true, lateAfter: false },
        nextBefore: { step: 'release', rule: 'early', dueOn: '2026-01-13', paidMinor: 9000n },
        nextAfter: { step: 'release', rule: 'early', dueOn: '2026-01-12' },
      },
    });
    const not = await weigh({ ...CORRECTION, did: 'not', on: '' });
    expect(not).toMatchObject({ follows: { after: { shipped: null }, nextAfter: { step: 'shipment' } } });
  });

  it('a store that sells nothing is enrolled at the next assessment, and until when', async () => {
    expect(await weigh(OVERRIDE)).toMatchObject({
      follows: {
        now: { enrolment: 'none', override: { decision: 'none' } },
        after: { decision: 'eligible', tier: 'B', until: '2026-06-01' },
        next: {
          on: '2026-01-12',
          asItIs: { isEligible: false, enrolment: 'none', change: null },
          ifApproved: { isEligible: true, enrolment: 'enrolled', tier: 'B', change: 'enrolled' },
          byRecord: { isEligible: false, failedGates: ['orders'] },
        },
        endsOn: '2026-06-01',
        terms: { name: 'B', deposit_bps: 2000 },
      },
    });
  });

  it('an enrolled store is taken out, with its deposit and what waits', async () => {
    expect(await weigh({ ...OVERRIDE, merchantId: 'steady', decision: 'ineligible' })).toMatchObject({
      follows: {
        next: {
          asItIs: { change: null, enrolment: 'enrolled' },
          ifApproved: { change: 'cancelled', enrolment: 'cancelled' },
          depositBackBy: '2026-07-12',
        },
        terms: null,
        stakes: [{ currency: 'USD', holds: 1, depositMinor: 1000n }],
      },
    });
  });

  it('a store that opted out stays out', async () => {
    const weighed = await weigh({ ...OVERRIDE, merchantId: 'out' });
    expect(weighed).toMatchObject({
      follows: { now: { isOptedOut: true }, next: { ifApproved: { isEligible: false, change: null } } },
    });
  });
});

describe('a proposal', () => {
  it('is made once a form, and moves nothing', async () => {
    const { facts, entries } = (await counted()) ?? {};
    const once = form();
    const [first, second] = await Promise.all([propose(WRITE_OFF, once), propose(WRITE_OFF, once)]);
    const proposalId = once.submissionId;
    expect([first, second].map((answer) => 'isRepeated' in answer && answer.isRepeated).sort()).toEqual([
      false,
      true,
    ]);
    expect([first, second]).toMatchObject([
      { status: 'made', proposalId },
      { status: 'made', proposalId },
    ]);
    expect(await counted()).toMatchObject({ facts, entries, proposals: 1n, log: expect.anything() });
    expect(await propose(CREDIT, once, books.otherReviewer)).toMatchObject({ code: 'bad_form' });
    const log = await books.ask('select * from audit_log where subject = $1', [proposalId]);
    expect(log).toMatchObject([
      {
        ...{ action: 'proposal.made', actor_id: 'rui', merchant_id: 'debtor', why: REASON, at: NOW },
        ...{ before: null, after: { kind: 'write_off', currency: 'USD', amount_minor: '9000' } },
      },
    ]);
  });

  it('is the only open one about the same, whoever makes another', async () => {
    const [{ proposalId: openId }] = (await books.ask(
      'select proposal_id as "proposalId" from proposals',
    )) as [{ proposalId: string }];
    const other = { ...WRITE_OFF, amount: '1' };
    expect(await propose(other, form(), books.otherReviewer)).toEqual({
      ...{ status: 'refused', code: 'already_open', figures: { openId } },
    });
    expect(await weigh(other)).toMatchObject({ code: 'already_open', figures: { openId } });
    const answers = await Promise.all([
      propose(CREDIT),
      propose({ ...CREDIT, amount: '1' }, form(), books.otherReviewer),
    ]);
    expect(answers.map((answer) => (answer.status === 'made' ? 'made' : answer.code)).sort()).toEqual([
      ...['already_open', 'made'],
    ]);
    // Of another store, another currency, another kind: another one.
    expect(await propose(DEBIT)).toMatchObject({ status: 'made' });
    expect(await propose({ ...CREDIT, currency: 'EUR', amount: '1' })).toMatchObject({ status: 'made' });
    expect(await propose(OVERRIDE)).toMatchObject({ status: 'made' });
    expect(await propose(CORRECTION)).toMatchObject({ status: 'made' });
    // Taken back, it is out of the way.
    await withdrawProposal(books.database, books.reviewer, { proposalId: openId }, NOW);
    expect(await propose(other, form(), books.otherReviewer)).toMatchObject({ status: 'made' });
  });

  it('is made by reviewers alone, and as what they are now', async () => {
    for (const person of [books.approver, await books.addStaff('aude', 'auditor')])
      await expect(propose(WRITE_OFF, form(), person)).rejects.toThrow(Refused);
    const moved = await books.addStaff('moved', 'reviewer');
    await books.become(moved, 'auditor');
    await expect(propose({ ...DEBIT, currency: 'EUR' }, form(), moved)).rejects.toThrow(Refused);
  });
});

describe('the list', () => {
  it('has the open ones first, a page at a time, by what is asked for', async () => {
    const all: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listProposals(books.database, books.approver, { cursor, limit: 2 }, NOW);
      all.push(...page.rows.map(({ status, proposalId }) => `${status} ${proposalId}`));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(all).toHaveLength(7);
    expect(new Set(all).size).toBe(7);
    expect(all.map((each) => each.split(' ')[0])).toEqual([...Array(6).fill('open'), 'withdrawn']);
    const ids = async (ask: object) =>
      (await listProposals(books.database, books.reviewer, ask, NOW)).rows.map(({ kind, merchant }) => [
        ...[kind, merchant?.merchantId],
      ]);
    expect(await ids({ status: 'withdrawn' })).toEqual([['write_off', 'debtor']]);
    expect(await ids({ kind: 'override' })).toEqual([['override', 'poor']]);
    expect(await ids({ merchantId: 'steady', kind: 'correction' })).toEqual([['correction', 'steady']]);
    expect((await ids({ isMine: true })).length).toBeLessThan(7);
    expect(await ids({ cursor: 'nonsense' })).toHaveLength(7);
  });
});
