import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getAssessment } from '@/services/get-assessment';
import { getMerchantMoney } from '@/services/get-merchant-money';
import { type AssessmentSort, listAssessments } from '@/services/list-assessments';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR, staff } from '@/tests/actors';
import { FIRST_RUN, LAST_RUN, type Story, tellStory } from '@/tests/story';

const REVIEWER = staff('reviewer');

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.drop());

type Filter = NonNullable<Parameters<typeof listAssessments>[2]>['filter'];

async function idsOf(filter: Filter): Promise<string[]> {
  const { merchants, count } = await listAssessments(story.database, REVIEWER, { filter });
  expect(count).toBe(merchants.length);
  return merchants.map((merchant) => merchant.merchantId);
}

describe('the list of assessments', () => {
  it('has every merchant once, also one that nobody has assessed yet', async () => {
    const list = await listAssessments(story.database, REVIEWER);
    expect(list.total).toBe(20);
    expect(list.count).toBe(20);
    expect(list.merchants.find((each) => each.merchantId === 'late-comer')?.assessment).toBeNull();
    expect(list.byEnrolment).toEqual({ none: 4, enrolled: 15, cancelled: 0, closed: 1 });
    expect(list.tiers).toEqual(['A', 'B']);
    expect(list.inDebt).toBe(1);
    expect(list.failing).toBe(1);
  });

  it('shows the latest assessment with the limits of its own policy version', async () => {
    const list = await listAssessments(story.database, REVIEWER, { filter: { search: 'owing' } });
    expect(list.merchants).toHaveLength(1);
    expect(list.merchants[0]).toMatchObject({
      enrolment: 'enrolled',
      failuresInARow: 1,
      assessment: {
        assessedOn: LAST_RUN,
        isEligible: false,
        failedGates: ['refund_bps'],
        metrics: { refund_bps: 10_000, orders: 1 },
        limits: { refund_bps: { limit: 5000, limitIs: 'at_most' } },
      },
      money: [{ currency: 'USD', depositMinor: 0n, owedMinor: 9000n }],
    });
  });

  it('filters by enrolment, tier, outcome, failed limit, debt, and name or id', async () => {
    expect(await idsOf({ enrolment: 'closed' })).toEqual(['gone']);
    expect(await idsOf({ tier: 'B' })).toEqual(['chosen']);
    expect(await idsOf({ outcome: 'not_assessed' })).toEqual(['late-comer', 'gone']);
    expect(await idsOf({ outcome: 'not_eligible' })).toEqual(['idle', 'out', 'owing', 'young']);
    expect(await idsOf({ outcome: 'eligible', search: 'GOOD' })).toEqual(['good']);
    expect(await idsOf({ failedGate: 'orders' })).toEqual(['chosen', 'idle']);
    expect(await idsOf({ failedGate: 'store_age_days' })).toEqual(['young']);
    expect(await idsOf({ isInDebt: true })).toEqual(['owing']);
    expect(await idsOf({ search: 'The OUT' })).toEqual(['out']);
    expect(await idsOf({ search: '%' })).toEqual([]);
    expect(await idsOf({ enrolment: 'closed', isInDebt: true })).toEqual([]);
  });

  it.each<AssessmentSort>(['name', 'score_low', 'score_high', 'failures', 'assessed'])(
    'pages there and back, sorted by %s',
    async (sort) => {
      const all = (await listAssessments(story.database, REVIEWER, { sort })).merchants.map(
        (each) => each.merchantId,
      );
      const there: string[][] = [];
      const cursors: (string | null)[] = [];
      let cursor: string | null = null;
      do {
        cursors.push(cursor);
        const page = await listAssessments(story.database, REVIEWER, { sort, cursor, limit: 5 });
        there.push(page.merchants.map((each) => each.merchantId));
        expect(page.previousCursor === null).toBe(cursor === null);
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(there.flat()).toEqual(all);
      expect(there.map((page) => page.length)).toEqual([5, 5, 5, 5]);

      let back = (await listAssessments(story.database, REVIEWER, { sort, cursor: cursors.at(-1), limit: 5 }))
        .previousCursor;
      for (const page of there.slice(0, -1).reverse()) {
        const shown = await listAssessments(story.database, REVIEWER, { sort, cursor: back, limit: 5 });
        expect(shown.merchants.map((each) => each.merchantId)).toEqual(page);
        expect(shown.nextCursor).not.toBeNull();
        back = shown.previousCursor;
      }
      expect(back).toBeNull();
    },
  );

  it('shows the first page for a cursor that is none, or one of another sort', async () => {
    const [first] = (await listAssessments(story.database, REVIEWER)).merchants;
    const other = (await listAssessments(story.database, REVIEWER, { sort: 'score_low', limit: 3 }))
      .nextCursor;
    for (const cursor of ['nonsense', 'e30', '', other]) {
      const list = await listAssessments(story.database, REVIEWER, { cursor });
      expect(list.merchants[0]?.merchantId).toBe(first?.merchantId);
    }
  });
});

describe('one merchant', () => {
  it('shows how the weighted points make the score, and the score the tier', async () => {
    const view = await getAssessment(story.database, REVIEWER, 'good');
    const card = view?.scorecard;
    expect(card).toMatchObject({
      assessedOn: LAST_RUN,
      isEligible: true,
      reason: 'eligible',
      tierByScore: 'A',
    });
    expect(card?.score).toBe(Math.floor((card?.weightedPoints ?? 0) / (card?.weights ?? 1)));
    expect(card?.tiers.map((tier) => [tier.name, tier.minScore])).toEqual([
      ['A', 80],
      ['B', 0],
    ]);
    const refunds = card?.lines.find((line) => line.metric === 'refund_bps');
    expect(refunds).toEqual({
      metric: 'refund_bps',
      numerator: 0,
      denominator: 1,
      from: '2025-10-13',
      to: '2026-01-10',
      value: 0,
      limit: 5000,
      limitIs: 'at_most',
      isPassed: true,
      points: 100,
      weight: 25,
    });
    expect(card?.lines.find((line) => line.metric === 'feedback_bps')).toMatchObject({
      value: null,
      isPassed: true,
      points: 50,
    });
    expect(card?.lines.find((line) => line.metric === 'orders')).toMatchObject({
      value: 1,
      points: null,
      weight: null,
    });
    expect(view?.merchant).toMatchObject({
      enrolment: 'enrolled',
      enrolmentSince: FIRST_RUN,
      tierSince: FIRST_RUN,
    });
    expect(view?.changes[0]).toMatchObject({ kind: 'enrolled', rule: '5', cause: { runOn: FIRST_RUN } });
  });

  it('opens an older assessment, and the latest one before a date without', async () => {
    const older = await getAssessment(story.database, REVIEWER, 'owing', { on: FIRST_RUN });
    expect(older?.scorecard).toMatchObject({ assessedOn: FIRST_RUN, isEligible: true, failuresInARow: 0 });
    expect(older?.neighbours).toEqual({ before: null, after: LAST_RUN });
    const later = await getAssessment(story.database, REVIEWER, 'owing', { on: '2027-01-01' });
    expect(later?.scorecard).toMatchObject({
      assessedOn: LAST_RUN,
      reason: 'failed_gates',
      failuresInARow: 1,
    });
    const before = await getAssessment(story.database, REVIEWER, 'owing', { on: '2020-01-01' });
    expect(before?.scorecard).toBeNull();
  });

  it('shows an older assessment with the limits of its own policy version', async () => {
    await setPolicy(story.database, OPERATOR, { assessment: { max_refund_bps: 1 } }, { over: 'in force' });
    const view = await getAssessment(story.database, REVIEWER, 'owing');
    expect(view?.scorecard?.lines.find((line) => line.metric === 'refund_bps')?.limit).toBe(5000);
    expect(view?.history.map((each) => [each.assessedOn, each.limits.refund_bps.limit])).toEqual([
      [LAST_RUN, 5000],
      [FIRST_RUN, 5000],
    ]);
  });

  it('says what keeps a merchant out, by whose act, and since when', async () => {
    const out = await getAssessment(story.database, REVIEWER, 'out');
    expect(out?.scorecard).toMatchObject({ isEligible: false, reason: 'opted_out', failedGates: [] });
    expect(out?.merchant).toMatchObject({ isOptedOut: true, optedOutSince: FIRST_RUN, enrolment: 'none' });
    const chosen = await getAssessment(story.database, REVIEWER, 'chosen');
    expect(chosen?.scorecard).toMatchObject({
      isEligible: true,
      reason: 'override_eligible',
      failedGates: ['orders'],
    });
    expect(chosen?.merchant).toMatchObject({
      overrideDecision: 'eligible',
      overrideTier: 'B',
      overrideSince: FIRST_RUN,
    });
    const gone = await getAssessment(story.database, REVIEWER, 'gone');
    expect(gone?.scorecard).toBeNull();
    expect(gone?.merchant.closure).toMatchObject({ on: '2026-01-08', reason: 'withdrawn' });
    expect(gone?.changes[0]).toMatchObject({ kind: 'closed', rule: '9', cause: { type: 'merchant.closed' } });
  });

  it('shows the accounts and what is at risk', async () => {
    const good = await getMerchantMoney(story.database, REVIEWER, 'good');
    expect(good).toMatchObject({ on: LAST_RUN, exposureCapMinor: null });
    expect(good?.money[0]).toMatchObject({ currency: 'USD', exposureMinor: 9000n });
    expect(good?.money[0]?.amounts).toMatchObject({ payment_account: 9000n, deposit: 1000n, receivable: 0n });
  });

  it('knows no merchant that has not opened', async () => {
    expect(await getAssessment(story.database, REVIEWER, 'nobody')).toBeNull();
    expect(await getMerchantMoney(story.database, REVIEWER, 'nobody')).toBeNull();
  });
});
