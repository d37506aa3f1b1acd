import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '@/db/client';
import type { PersonActor } from '@/engine/actor';
import { keyWith, OPERATOR, sellerOf } from '@/tests/actors';
import { apply, fact } from '@/tests/make-books';
import { form } from '@/tests/make-people';
import { LAST_RUN, makeProposals, NOW, type ProposalBooks, REASON } from '@/tests/make-proposals';
import { Refused } from '../authorize';
import { runDay } from '../run-day';
import { approveProposal } from './approve-proposal';
import { declineProposal } from './decline-proposal';
import { getProposal } from './get-proposal';
import { countProposalsToDecide } from './list-proposals';
import { proposeAdjustment } from './propose-adjustment';
import { proposeCorrection } from './propose-correction';
import { proposeOverride } from './propose-override';
import { proposeWriteOff } from './propose-write-off';
import type { ProposalAsk } from './weigh-proposal';
import { withdrawProposal } from './withdraw-proposal';

let books: ProposalBooks;
beforeAll(async () => {
  books = await makeProposals();
});
afterAll(() => books.drop());

/** When the approvers come in. */
const LATER = new Date('2026-01-12T08:30:00Z');
const NO = 'The receiver’s letter is about another store of that name.';

async function proposed(ask: ProposalAsk, person = books.reviewer): Promise<string> {
  const whole = { ...form(), why: REASON, ...ask };
  const answer = await (() => {
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
  })();
  if (answer.status !== 'made') throw new Error(answer.code);
  return answer.proposalId;
}

const writeOff = (amount: string) =>
  ({ kind: 'write_off', merchantId: 'debtor', currency: 'USD', part: 'part', amount }) as const;
const credit = (amount: string, currency = 'USD') =>
  ({ kind: 'adjustment', merchantId: 'steady', currency, direction: 'credit', amount }) as const;

const approve = (proposalId: string, person: PersonActor = books.approver, why?: string) =>
  approveProposal(books.database, person, { proposalId, why }, LATER);
const decline = (proposalId: string, person: PersonActor = books.approver, why = NO) =>
  declineProposal(books.database, person, { proposalId, why }, LATER);
const withdraw = (proposalId: string, person: PersonActor = books.reviewer) =>
  withdrawProposal(books.database, person, { proposalId }, LATER);
const view = async (proposalId: string, person: PersonActor = books.approver) => {
  const found = await getProposal(books.database, person, proposalId, LATER);
  if (found === null) throw new Error(`no proposal ${proposalId}`);
  return found;
};
const rowOf = async (proposalId: string) =>
  (await books.ask('select * from proposals where proposal_id = $1', [proposalId]))[0];
const factOf = async (proposalId: string) =>
  (await books.ask('select * from facts where fact_id = $1', [`proposal:${proposalId}`]))[0];
const logOf = (proposalId: string) =>
  books.ask('select * from audit_log where subject = $1 order by audit_seq', [proposalId]);

describe('an approval', () => {
  it('writes a part of a debt off, by a fact of its own type, at that instant', async () => {
    const before = await books.balance('debtor');
    const id = await proposed(writeOff('40'));
    expect(await view(id)).toMatchObject({
      ...{ follows: { debtMinor: 4000n }, refusedNow: null, did: null },
      ...{ may: { decide: true, withdraw: false }, isOwn: false },
    });
    expect(await approve(id.toUpperCase(), books.approver, REASON)).toEqual({
      ...{ status: 'decided', decision: 'approved', isRepeated: false },
    });
    expect(await rowOf(id)).toMatchObject({
      ...{ status: 'approved', decided_by: 'ada', decided_at: LATER, decision_why: REASON },
      ...{ fact_id: `proposal:${id}`, policy_version: null },
    });
    expect(await factOf(id)).toMatchObject({
      type: 'receivable.written_off',
      at: LATER,
      merchant_id: 'debtor',
    });
    const after = await books.balance('debtor');
    expect([before.receivable, after.receivable]).toEqual([-9000n, -5000n]);
    expect([before.platform_loss, after.platform_loss]).toEqual([0n, -4000n]);
    expect((await view(id)).did).toMatchObject({
      ...{ factId: `proposal:${id}`, on: '2026-01-12' },
      entry: {
        bookedOn: LAST_RUN,
        currency: 'USD',
        lines: [{ changeMinor: 4000n }, { changeMinor: -4000n }],
      },
    });
    expect((await logOf(id)).slice(1)).toMatchObject([
      {
        ...{ action: 'proposal.approved', actor_id: 'ada', merchant_id: 'debtor', why: REASON },
        before: { status: 'open', proposed_by: 'rui' },
        after: { status: 'approved', amount_minor: '4000', fact: `proposal:${id}` },
      },
    ]);
    // Sent again, it is answered as the first time, and nothing is done.
    expect(await approve(id)).toEqual({ status: 'decided', decision: 'approved', isRepeated: true });
    expect(await logOf(id)).toHaveLength(2);
  });

  it('gives and takes by an adjustment', async () => {
    const { marketplace_account: before } = await books.balance('steady');
    await approve(await proposed(credit('12.34')));
    expect((await books.balance('steady')).marketplace_account).toBe((before ?? 0n) + 1234n);
    await approve(await proposed({ ...credit('2.34'), direction: 'debit' }));
    expect((await books.balance('steady')).marketplace_account).toBe((before ?? 0n) + 1000n);
  });

  it('corrects an order, which is then due by its new date', async () => {
    const correction = { kind: 'correction', orderId: 'shipped', event: 'shipped', did: 'happened' } as const;
    const id = await proposed({ ...correction, on: '2026-01-09' });
    expect(await approve(id)).toMatchObject({ decision: 'approved' });
    expect(await factOf(id)).toMatchObject({ type: 'order.corrected', order_id: 'shipped' });
    const [order] = await books.ask("select shipped_on::text from orders where order_id = 'shipped'");
    expect(order).toEqual({ shipped_on: '2026-01-09' });
    expect((await view(id)).did).toMatchObject({ entry: null, on: '2026-01-12' });
  });

  it('sets an override, which the next assessment meets, until its date; and ends it', async () => {
    const override = { kind: 'override', merchantId: 'poor', tier: 'B', until: '2026-01-15' } as const;
    const id = await proposed({ ...override, decision: 'eligible' });
    await approve(id);
    expect(await factOf(id)).toMatchObject({ type: 'override.set_until' });
    await runDay(books.database, OPERATOR, '2026-01-12');
    const standing = async () =>
      (
        await books.ask(
          "select enrolment, tier, override_decision, override_until::text from merchants where merchant_id = 'poor'",
        )
      )[0];
    expect(await standing()).toMatchObject({
      enrolment: 'enrolled',
      tier: 'B',
      override_until: '2026-01-15',
    });
    expect(await booksRefuse({ ...override, decision: 'eligible' })).toBe('in_force_already');
    const end = await proposed({ ...override, decision: 'none' });
    await approve(end);
    expect(await factOf(end)).toMatchObject({ type: 'override.set' });
    expect(await standing()).toMatchObject({ override_decision: 'none', override_until: null });
  });

  /** Why a proposal cannot be made now. */
  async function booksRefuse(ask: ProposalAsk): Promise<string> {
    return proposed(ask).then(
      () => 'made',
      (error: Error) => error.message,
    );
  }

  it('leaves books that verify, and that a replay makes again', async () => {
    expect(await books.faults()).toEqual([]);
  });
});

describe('what the books refuse by now', () => {
  it('stays open, and is told with today’s figures', async () => {
    const id = await proposed(writeOff('50'));
    await apply(books.database, [
      fact('rebate to debtor', 'adjustment.posted', '2026-01-12', {
        merchant: 'debtor',
        amount: 100,
        currency: 'USD',
      }),
    ]);
    const refusal = {
      status: 'refused',
      code: 'more_than_owed',
      figures: { currency: 'USD', amountMinor: 4900n },
    };
    const { entries } = await countsOf();
    expect(await view(id)).toMatchObject({ follows: null, refusedNow: refusal, may: { decide: true } });
    expect(await approve(id)).toEqual(refusal);
    expect(await rowOf(id)).toMatchObject({ status: 'open', decided_by: null, fact_id: null });
    expect(await factOf(id)).toBeUndefined();
    expect(await countsOf()).toMatchObject({ entries });
    expect(await logOf(id)).toHaveLength(1);
    expect(await decline(id)).toMatchObject({ decision: 'declined' });
  });

  it('an override whose end has come, and one of a store that has closed', async () => {
    const override = { kind: 'override', merchantId: 'poor', decision: 'eligible', tier: 'A' } as const;
    const id = await proposed({ ...override, until: '2026-01-14' });
    const at = (instant: string) =>
      approveProposal(books.database, books.approver, { proposalId: id }, new Date(instant));
    // Midnight in Shanghai.
    const past = { code: 'until_past', figures: { date: '2026-01-15' } };
    expect(await at('2026-01-13T16:00:00Z')).toMatchObject(past);
    await apply(books.database, [
      fact('closed poor', 'merchant.closed', '2026-01-12', { merchant: 'poor', reason: 'withdrawn' }),
    ]);
    expect(await at('2026-01-13T15:59:59Z')).toMatchObject({ code: 'store_closed' });
    expect(await rowOf(id)).toMatchObject({ status: 'open' });
    await decline(id);
  });

  const countsOf = async () => (await books.ask('select count(*) as entries from entries'))[0] ?? {};
});

describe('a decision', () => {
  it('to decline takes a reason, does nothing, and is final', async () => {
    const id = await proposed(credit('1'));
    const before = await books.balance('steady');
    expect(await decline(id, books.approver, 'no')).toMatchObject({ code: 'why_short' });
    expect(await decline(id)).toEqual({ status: 'decided', decision: 'declined', isRepeated: false });
    expect(await rowOf(id)).toMatchObject({ status: 'declined', decision_why: NO, fact_id: null });
    expect(await books.balance('steady')).toEqual(before);
    expect((await logOf(id)).slice(1)).toMatchObject([
      { action: 'proposal.declined', why: NO, actor_id: 'ada' },
    ]);
    const decided = { status: 'declined', name: 'Name of ada', at: LATER };
    const told = { status: 'refused', code: 'decided_already', figures: { decision: decided } };
    expect(await approve(id, books.otherApprover)).toEqual(told);
    expect(await approve(id)).toEqual(told);
    expect(await withdraw(id)).toEqual(told);
    expect(await view(id)).toMatchObject({
      may: { decide: false, withdraw: false },
      did: null,
      follows: null,
    });
  });

  it('to withdraw is the proposer’s alone', async () => {
    const id = await proposed(credit('1'));
    expect(await withdraw(id, books.otherReviewer)).toMatchObject({ code: 'not_yours' });
    expect(await view(id, books.reviewer)).toMatchObject({ may: { decide: false, withdraw: true } });
    expect(await withdraw(id)).toMatchObject({ decision: 'withdrawn' });
    expect(await rowOf(id)).toMatchObject({ status: 'withdrawn', decided_by: 'rui' });
    expect(await approve(id)).toMatchObject({ code: 'decided_already' });
  });

  it('is about a proposal that there is', async () => {
    for (const answer of [await approve('none'), await decline('none'), await withdraw('none')])
      expect(answer).toMatchObject({ status: 'refused', code: 'unknown_proposal' });
    expect(await getProposal(books.database, books.approver, 'none', NOW)).toBeNull();
  });

  it('is one: of two approvers at once one is first, and the other is told who', async () => {
    const before = (await books.balance('steady')).marketplace_account ?? 0n;
    const id = await proposed(credit('3'));
    const answers = await Promise.all([approve(id, books.approver), approve(id, books.otherApprover)]);
    const lost = answers.find((answer) => answer.status === 'refused');
    expect(answers.filter((answer) => answer.status === 'decided')).toHaveLength(1);
    const winner = (await rowOf(id))?.decided_by;
    expect(lost).toMatchObject({
      code: 'decided_already',
      figures: { decision: { name: `Name of ${winner}` } },
    });
    expect((await books.balance('steady')).marketplace_account).toBe(before + 300n);
  });

  it('is one: approved, declined and withdrawn at once, it is one of them', async () => {
    for (let round = 0; round < 4; round += 1) {
      const before = (await books.balance('steady')).marketplace_account ?? 0n;
      const id = await proposed(credit('3'));
      const answers = await Promise.all([withdraw(id), approve(id), decline(id, books.otherApprover)]);
      expect(answers.filter((answer) => answer.status === 'decided')).toHaveLength(1);
      const status = (await rowOf(id))?.status;
      expect((await books.balance('steady')).marketplace_account).toBe(
        before + (status === 'approved' ? 300n : 0n),
      );
      expect(await logOf(id)).toHaveLength(2);
    }
  });

  it('waits to be made by those who have not proposed it', async () => {
    const { count } = await countProposalsToDecide(books.database, books.approver);
    const id = await proposed(credit('1', 'EUR'));
    expect(await countProposalsToDecide(books.database, books.approver)).toEqual({
      count: count + 1,
      isMore: false,
    });
    await withdraw(id);
    expect(await countProposalsToDecide(books.database, books.approver)).toEqual({ count, isMore: false });
  });
});

describe('nobody approves what they proposed', () => {
  it('by no verb, whatever they have become since', async () => {
    const turncoat = await books.addStaff('turncoat', 'reviewer');
    const id = await proposed(credit('5'), turncoat);
    // As the reviewer that they are.
    await expect(approve(id, turncoat)).rejects.toThrow(Refused);
    // As the approver that they were not when the session began.
    await expect(approve(id, { ...turncoat, role: 'approver' } as PersonActor)).rejects.toThrow(Refused);
    const now = await books.become(turncoat, 'approver');
    expect(await approve(id, now)).toMatchObject({ status: 'refused', code: 'own_proposal' });
    expect(await decline(id, now)).toMatchObject({ status: 'refused', code: 'own_proposal' });
    await expect(withdraw(id, now)).rejects.toThrow(Refused);
    expect(await view(id, now)).toMatchObject({ may: { decide: false, withdraw: false }, isOwn: true });
    expect(await countProposalsToDecide(books.database, now)).toMatchObject({ count: 0 });
    expect(await countProposalsToDecide(books.database, books.approver)).toMatchObject({ count: 1 });
    // And in capitals, which names the same proposal.
    expect(await approve(id.toUpperCase(), now)).toMatchObject({ code: 'own_proposal' });
    expect(await rowOf(id)).toMatchObject({ status: 'open', decided_by: null });
    // Once somebody else has declined it, it is still nobody's to approve.
    await decline(id);
    expect(await approve(id, now)).toMatchObject({ code: 'own_proposal' });
  });

  it('nor does who has no name: operators and keys neither propose nor decide', async () => {
    const id = await proposed(credit('5'));
    for (const actor of [OPERATOR, keyWith(['read', 'facts:write']), sellerOf('steady')]) {
      const ask = { ...form(), why: REASON, ...credit('6') };
      await expect(proposeAdjustment(books.database, actor, ask, NOW)).rejects.toThrow(Refused);
      await expect(approveProposal(books.database, actor, { proposalId: id }, NOW)).rejects.toThrow(Refused);
      await expect(declineProposal(books.database, actor, { proposalId: id, why: NO }, NOW)).rejects.toThrow(
        Refused,
      );
    }
    await withdraw(id);
  });

  it('not by the application’s own login either', async () => {
    const id = await proposed(credit('5'));
    const application = openDatabase(books.ownerUrl);
    const attempt = async (statement: string): Promise<string> => {
      try {
        await application.drizzle.execute(statement.replace('ID', `'${id}'`));
        return 'done';
      } catch (error) {
        const { constraint, message } = (error as { cause: { constraint?: string; message: string } }).cause;
        return constraint ?? message;
      }
    };
    const decided = (by: string, more = '') =>
      `update proposals set status = 'approved', decided_by = ${by}, decided_at = now(), fact_id = 'f'${more} where proposal_id = ID`;
    try {
      expect(await attempt(decided('proposed_by'))).toBe('proposals_two_people');
      expect(await attempt(decided("'rui'"))).toBe('proposals_two_people');
      expect(await attempt(decided('null'))).toBe('proposals_decided');
      expect(await attempt(decided("'nobody'"))).toBe('proposals_decided_by_people_person_id_fk');
      // Nor can it be made another's first, or said to be otherwise.
      expect(await attempt(decided("'rui'", ", proposed_by = 'rex'"))).toMatch(/permission denied/);
      expect(await attempt("update proposals set proposed_by = 'rex' where proposal_id = ID")).toMatch(
        /permission denied/,
      );
      expect(await attempt("update proposals set content = '{}' where proposal_id = ID")).toMatch(
        /permission denied/,
      );
      expect(await attempt('delete from proposals where proposal_id = ID')).toMatch(/permission denied/);
      expect(await attempt('insert into proposals select * from proposals where proposal_id = ID')).toBe(
        'proposals_pkey',
      );
      const forged = (
        by: string,
      ) => `insert into proposals (proposal_id, kind, merchant_id, content, why, proposed_by,
        status, decided_by, decided_at, fact_id) values ('forged', 'override', 'poor', '{}', '${REASON}', 'rui', 'approved', '${by}', now(), 'f')`;
      expect(await attempt(forged('rui'))).toBe('proposals_two_people');
      // Decided, it stays so.
      await decline(id);
      expect(await attempt(decided("'abe'"))).toBe('proposals_decided_once');
      expect(
        await attempt(
          "update proposals set status = 'open', decided_by = null, decided_at = null where proposal_id = ID",
        ),
      ).toBe('proposals_decided_once');
    } finally {
      await application.close();
    }
  });
});

it('the books are whole after all of it', async () => {
  expect(await books.faults()).toEqual([]);
});
