import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertPolicy } from '@/db/queries/marketplace';
import type { PersonActor } from '@/engine/actor';
import { DEFAULT_POLICY, type Policy } from '@/engine/policy';
import { approveProposal } from '@/services/proposals/approve-proposal';
import { replayBooks } from '@/services/replay-books';
import { runDay } from '@/services/run-day';
import { showPolicy } from '@/services/set-policy';
import { getNextRun } from '@/services/start-next-run';
import { OPERATOR } from '@/tests/actors';
import { apply, fact, type Raw } from '@/tests/make-books';
import { form, makePeople, type PeopleBooks, WHY } from '@/tests/make-people';
import { askBacktest } from './ask-backtest';
import { changeDraft } from './change-draft';
import { endDraft } from './end-draft';
import { getDraft } from './get-draft';
import { getPolicyOn } from './get-policy-on';
import { getPolicyProposal } from './get-policy-proposal';
import { listPolicies } from './list-policies';
import { makeDraft } from './make-draft';
import { proposePolicy } from './propose-policy';
import { runBacktests } from './run-backtests';

/** From a draft to a version that two people have published, and what runs bring of it. */

let books: PeopleBooks;
let reviewer: PersonActor;
let second: PersonActor;
let approver: PersonActor;

const FIRST = '2026-03-01';
const OPEN = '2026-03-04';
/** Noon of the day after the open one, in Shanghai. */
const NOW = new Date('2026-03-05T04:00:00Z');
const EASY = { min_orders: 1, min_store_age_days: 30 };

function sold(order: string, shippedOn: string): Raw[] {
  const paid = { order, merchant: 'shop', amount: 10_000, currency: 'USD' };
  return [
    fact(`p ${order}`, 'order.paid', shippedOn, paid),
    fact(`s ${order}`, 'order.shipped', shippedOn, { order }),
  ];
}

beforeAll(async () => {
  books = await makePeople();
  // Stores of the record alone: these books are played again.
  await books.ask('delete from merchants');
  reviewer = await books.addPerson('rui', 'reviewer');
  second = await books.addPerson('rob', 'reviewer');
  approver = await books.addPerson('ada', 'approver');
  const { database } = books;
  await insertPolicy(database.drizzle, 2, {
    ...DEFAULT_POLICY,
    assessment: { ...DEFAULT_POLICY.assessment, ...EASY },
  });
  await apply(database, [
    fact('o', 'merchant.opened', '2025-01-01', { merchant: 'shop' }),
    ...sold('one', '2026-02-25'),
  ]);
  for (const day of [FIRST, '2026-03-02', '2026-03-03', OPEN]) await runDay(database, OPERATOR, day);
  await apply(database, sold('two', OPEN));
});
afterAll(() => books.drop());

async function draftOf(
  name: string,
  changes: Partial<Policy> = {},
): Promise<{ draftId: string; revision: number }> {
  const { database } = books;
  const made = await makeDraft(database, reviewer, { ...form(), name, origin: { kind: 'in_force' } });
  if (made.status !== 'made') throw new Error(made.code);
  const changed = await changeDraft(database, reviewer, {
    ...form(),
    draftId: made.draftId,
    revision: 1,
    name,
    policy: changes,
  });
  if (changed.status !== 'done') throw new Error(JSON.stringify(changed));
  return { draftId: made.draftId, revision: changed.revision };
}

async function played(draft: { draftId: string; revision: number }): Promise<string> {
  const asked = await askBacktest(books.database, reviewer, { ...form(), ...draft, from: FIRST, to: OPEN });
  if (asked.status !== 'made') throw new Error(asked.code);
  expect(await runBacktests(books.database, OPERATOR)).toBe(1);
  return asked.backtestId;
}

const TIERS = DEFAULT_POLICY.tiers.map((tier) => ({ ...tier, release_after_days: 1, deposit_bps: 100 }));

describe('a draft', () => {
  it('begins as the policy in force, is changed by revisions, and is put away', async () => {
    const { database } = books;
    const { draftId, revision } = await draftOf('A shorter window', { exposure_cap_minor: 7 });
    expect(revision).toBe(2);
    const view = await getDraft(database, reviewer, draftId, NOW);
    expect(view?.changes).toEqual([{ kind: 'value', field: 'exposure_cap_minor', before: null, after: 7 }]);
    expect(view).toMatchObject({
      firstDate: '2026-03-05',
      span: { first: FIRST, last: OPEN, from: FIRST },
      done: null,
    });
    expect(await endDraft(database, second, { ...form(), draftId })).toEqual({ status: 'done' });
    const again = { ...form(), draftId, revision, name: 'x', policy: {} };
    expect(await changeDraft(database, reviewer, again)).toMatchObject({ code: 'draft_ended' });
    const actions = (await books.log())
      .filter(({ subject }) => subject === draftId)
      .map(({ action }) => action);
    expect(actions).toEqual(['draft.made', 'draft.changed', 'draft.ended']);
  });

  it('tells the later of two who change it at once, and loses nothing of either', async () => {
    const { database } = books;
    const { draftId } = await draftOf('Two at once', { exposure_cap_minor: 1 });
    const theirs = { ...form(), draftId, revision: 2, name: 'Theirs', policy: { exposure_cap_minor: 2 } };
    expect(await changeDraft(database, second, theirs)).toMatchObject({ status: 'done', revision: 3 });
    expect(await changeDraft(database, second, theirs)).toEqual({ status: 'repeated' });
    const mine = { ...form(), draftId, revision: 2, name: 'Mine', policy: { exposure_cap_minor: 3 } };
    expect(await changeDraft(database, reviewer, mine)).toMatchObject({
      ...{ status: 'refused', code: 'draft_changed', by: second.name, revision: 3, name: 'Theirs' },
      policy: { exposure_cap_minor: 2 },
    });
    // The same form, of the newer revision now, is taken.
    expect(await changeDraft(database, reviewer, { ...mine, revision: 3 })).toMatchObject({ revision: 4 });
  });

  it('is judged as every policy is, and keeps its time zone', async () => {
    const { draftId } = await draftOf('Bad values');
    const change = (policy: unknown) =>
      changeDraft(books.database, reviewer, { ...form(), draftId, revision: 1, name: 'x', policy });
    expect(await change({ assessment: { every_days: 0 }, tiers: [] })).toMatchObject({
      ...{ status: 'refused', code: 'policy_refused' },
      problems: [expect.stringMatching(/^assessment\.every_days: /), expect.stringMatching(/^tiers: /)],
    });
    expect(await change({ timezone: 'UTC' })).toEqual({ status: 'refused', code: 'timezone_fixed' });
    expect((await getDraft(books.database, reviewer, draftId))?.draft.revision).toBe(1);
  });
});

describe('publishing', () => {
  it('takes a backtest of the very revision, a date that is not past, and a change', async () => {
    const { database } = books;
    const draft = await draftOf('Pay out sooner', { tiers: TIERS });
    const ask = { ...form(), ...draft, effectiveFrom: '2026-03-07', why: WHY };
    const propose = (over: Partial<typeof ask>) =>
      proposePolicy(database, reviewer, { ...ask, ...over }, NOW);
    expect(await propose({})).toMatchObject({ code: 'backtest_needed' });
    await played(draft);
    expect(await propose({ revision: 1 })).toMatchObject({ code: 'draft_changed' });
    expect(await propose({ effectiveFrom: OPEN })).toMatchObject({ code: 'date_past' });
    expect(await propose({ effectiveFrom: 'soon' })).toMatchObject({ code: 'bad_date' });
    expect(await propose({ why: 'because' })).toMatchObject({ code: 'why_short' });
    const same = await draftOf('Nothing else');
    expect(await propose({ ...same, revision: 1 })).toMatchObject({ code: 'nothing_changes' });
    await changeDraft(database, second, { ...form(), ...draft, name: 'Later', policy: { tiers: TIERS } });
    expect(await propose({ revision: 3 })).toMatchObject({ code: 'backtest_needed' });
    expect(await books.ask("select from proposals where kind = 'policy'")).toEqual([]);
  });

  it('is done by two people, and comes with the first run on or after its date', async () => {
    const { database } = books;
    const draft = await draftOf('Sooner, with less frozen', { tiers: TIERS });
    await played(draft);
    const ask = { ...form(), ...draft, effectiveFrom: '2026-03-06', why: WHY };
    const proposed = await proposePolicy(database, reviewer, ask, NOW);
    expect(await proposePolicy(database, reviewer, ask, NOW)).toEqual(proposed);
    if (proposed.status !== 'made') throw new Error(proposed.code);
    const { proposalId } = proposed;
    const view = await getPolicyProposal(database, approver, proposalId, NOW);
    expect(view).toMatchObject({
      against: 2,
      revisionNow: draft.revision,
      isLate: false,
      backtest: { from: FIRST, to: OPEN },
    });
    expect(view?.changes).toHaveLength(6);
    // Whatever becomes of the draft, what was proposed is what is published.
    await changeDraft(database, second, {
      ...form(),
      ...draft,
      name: 'x',
      policy: { exposure_cap_minor: 0 },
    });

    expect(await approveProposal(database, approver, { proposalId }, NOW)).toMatchObject({
      status: 'decided',
    });
    const published = (await books.log()).filter(({ action }) => action === 'policy.published');
    expect(published).toMatchObject([
      { subject: '3', why: WHY, after: { effective_from: '2026-03-06', proposed_by: reviewer.personId } },
    ]);
    expect(await showPolicy(database, OPERATOR)).toMatchObject({
      version: 2,
      coming: [{ version: 3, effectiveFrom: '2026-03-06' }],
    });
    const { coming } = await listPolicies(database, approver, NOW);
    expect(coming).toMatchObject([
      { version: 3, proposedBy: reviewer.name, approvedBy: approver.name, state: 'coming' },
    ]);

    const holds = () =>
      books.ask(
        "select order_id, frozen_minor, release_on::text, policy_version from holds where order_id = 'one'",
      );
    const before = await holds();
    expect(before).toHaveLength(1);
    expect((await getNextRun(database, reviewer, NOW)).newPolicyVersion).toBeNull();
    await runDay(database, OPERATOR, '2026-03-05');
    // Once more, on the same day: its date has still not come.
    await runDay(database, OPERATOR, '2026-03-05');
    expect((await showPolicy(database, OPERATOR)).version).toBe(2);
    expect((await getNextRun(database, reviewer, NOW)).newPolicyVersion).toBe(3);
    await runDay(database, OPERATOR, '2026-03-06');
    expect(await showPolicy(database, OPERATOR)).toMatchObject({
      version: 3,
      coming: [],
      policy: { exposure_cap_minor: null },
    });
    // Terms of holds that were made never change; the next one has the new terms.
    expect(await holds()).toEqual(before);
    expect(await books.ask("select frozen_minor from holds where order_id = 'two'")).toEqual([
      { frozen_minor: 100n },
    ]);
    expect((await replayBooks(database, OPERATOR)).differences).toEqual([]);
  });

  it('is refused where the date has come while it waited', async () => {
    const { database } = books;
    const draft = await draftOf('Too late', { exposure_cap_minor: 9 });
    await played(draft);
    const proposed = await proposePolicy(
      database,
      reviewer,
      { ...form(), ...draft, effectiveFrom: '2026-03-08', why: WHY },
      NOW,
    );
    if (proposed.status !== 'made') throw new Error(proposed.code);
    await runDay(database, OPERATOR, '2026-03-08');
    expect((await getPolicyProposal(database, approver, proposed.proposalId, NOW))?.isLate).toBe(true);
    expect(await approveProposal(database, approver, { proposalId: proposed.proposalId }, NOW)).toMatchObject(
      {
        ...{ status: 'refused', code: 'policy_refused', figures: { code: 'date_past' } },
      },
    );
    expect(await books.ask('select max(version) as newest from policy_versions')).toEqual([{ newest: 3 }]);
  });
});

describe('a version that a newer one overtakes', () => {
  it('is never in force, and any date shows the one that is', async () => {
    const { drizzle } = books.database;
    await insertPolicy(drizzle, 4, { ...DEFAULT_POLICY, exposure_cap_minor: 4 }, '2026-03-20');
    await insertPolicy(drizzle, 5, { ...DEFAULT_POLICY, exposure_cap_minor: 5 }, '2026-03-15');
    const { versions, coming } = await listPolicies(books.database, approver, NOW);
    expect(versions.map(({ version, state }) => [version, state])).toEqual([
      [5, 'coming'],
      [4, 'overtaken'],
      [3, 'in_force'],
      [2, 'was'],
      [1, 'was'],
    ]);
    expect(coming.map(({ version }) => version)).toEqual([5]);
    const on = async (date: string) => {
      const { version, by } = await getPolicyOn(books.database, approver, date, NOW);
      return [version.version, by.kind, by.kind === 'run' ? by.runOn : null];
    };
    expect(await on('2026-02-01')).toEqual([1, 'before_runs', null]);
    expect(await on('2026-03-04')).toEqual([2, 'run', '2026-03-04']);
    expect(await on('2026-03-07')).toEqual([3, 'run', '2026-03-06']);
    expect(await on('2026-03-14')).toEqual([3, 'dates', null]);
    expect(await on('2026-03-15')).toEqual([5, 'dates', null]);
    expect(await on('2026-03-25')).toEqual([5, 'dates', null]);
    await runDay(books.database, OPERATOR, '2026-03-21');
    expect((await showPolicy(books.database, OPERATOR)).version).toBe(5);
  });
});
