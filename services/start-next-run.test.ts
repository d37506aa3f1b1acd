import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { latestRun, updateMarketplace, updateRun } from '@/db/queries/marketplace';
import { listRuns } from '@/services/list-runs';
import { getNextRun, startNextRun } from '@/services/start-next-run';
import { staff } from '@/tests/actors';
import { FIRST_RUN, LAST_RUN, type Story, tellStory } from '@/tests/story';

const REVIEWER = staff('reviewer');

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.drop());

// In Shanghai, whose days the policy counts, the 12th begins at 16:00 UTC on the 11th.
const BEFORE_MIDNIGHT = new Date('2026-01-11T15:59:59Z');
const AT_MIDNIGHT = new Date('2026-01-11T16:00:00Z');
const NEXT = '2026-01-12';

async function runsOf(date: string): Promise<number> {
  const { runs } = await listRuns(story.database, REVIEWER, { now: AT_MIDNIGHT });
  return runs.filter((run) => run.runOn === date).length;
}

async function waitUntilDone(date: string): Promise<void> {
  await expect
    .poll(async () => (await latestRun(story.database.drizzle))?.status, { timeout: 20_000 })
    .toBe('done');
  expect((await latestRun(story.database.drizzle))?.runOn).toBe(date);
}

// One after the other: each goes on where the one before it left the marketplace.
describe('starting the next run', () => {
  it('refuses a date whose day has not begun in the policy’s time zone', async () => {
    expect(await getNextRun(story.database, REVIEWER, BEFORE_MIDNIGHT)).toMatchObject({
      date: NEXT,
      today: LAST_RUN,
      isDue: false,
      opensAt: AT_MIDNIGHT,
      daysDue: 0,
    });
    expect(await startNextRun(story.database, REVIEWER, { date: NEXT, now: BEFORE_MIDNIGHT })).toEqual({
      status: 'refused',
      code: 'not_due',
      date: NEXT,
      today: LAST_RUN,
      timezone: 'Asia/Shanghai',
    });
    expect(await runsOf(NEXT)).toBe(0);
  });

  it('refuses a date that is not the next one', async () => {
    for (const date of [FIRST_RUN, LAST_RUN, '2026-01-13', '2099-01-01']) {
      expect(await startNextRun(story.database, REVIEWER, { date, now: AT_MIDNIGHT })).toEqual({
        status: 'refused',
        code: 'not_next',
        date,
        next: NEXT,
      });
    }
  });

  it('starts it once, however often it is pressed', async () => {
    const now = AT_MIDNIGHT;
    const answers = await Promise.all(
      [1, 2, 3].map(() => startNextRun(story.database, REVIEWER, { date: NEXT, now })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(['started', 'started', 'started']);
    await waitUntilDone(NEXT);
    expect(await runsOf(NEXT)).toBe(1);
    expect(await startNextRun(story.database, REVIEWER, { date: NEXT, now })).toEqual({
      status: 'refused',
      code: 'not_next',
      date: NEXT,
      next: '2026-01-13',
    });
  });

  it('goes on with a run that was left unfinished, in the same attempt', async () => {
    const before = await latestRun(story.database.drizzle);
    await updateMarketplace(story.database.drizzle, { isRunning: true });
    await updateRun(story.database.drizzle, NEXT, 1, { status: 'running', finishedAt: null });
    const touchedAt = before?.touchedAt.getTime() ?? 0;

    const soon = await getNextRun(story.database, REVIEWER, new Date(touchedAt + 1000));
    expect(soon).toMatchObject({ date: NEXT, isUnfinished: true, isUnderWay: true });
    const later = new Date(touchedAt + 60_000);
    expect(await getNextRun(story.database, REVIEWER, later)).toMatchObject({
      isUnfinished: true,
      isUnderWay: false,
    });
    const [left] = (await listRuns(story.database, REVIEWER, { now: later })).runs;
    expect(left).toMatchObject({ runOn: NEXT, status: 'left' });

    expect(await startNextRun(story.database, REVIEWER, { date: NEXT, now: later })).toMatchObject({
      status: 'started',
    });
    await waitUntilDone(NEXT);
    expect(await runsOf(NEXT)).toBe(1);
  });
});

describe('the list of runs', () => {
  it('shows them newest first, a page at a time, with what each did', async () => {
    const { runs, olderCursor, isNewest } = await listRuns(story.database, REVIEWER, {
      now: AT_MIDNIGHT,
      limit: 2,
    });
    expect(runs.map((run) => run.runOn)).toEqual([NEXT, LAST_RUN]);
    expect(isNewest).toBe(true);
    const older = await listRuns(story.database, REVIEWER, {
      now: AT_MIDNIGHT,
      limit: 2,
      cursor: olderCursor,
    });
    expect(older).toMatchObject({ olderCursor: null, isNewest: false });
    expect(older.runs).toHaveLength(1);
    expect(older.runs[0]).toMatchObject({
      runOn: FIRST_RUN,
      status: 'done',
      assessments: 18,
      enrolmentChanges: 15,
      releases: 14,
      money: [{ currency: 'USD', releasedMinor: 140_000n, frozenMinor: 14_000n, givenBackMinor: 0n }],
    });
  });

  it('shows the newest for a cursor that is none', async () => {
    for (const cursor of ['x', '2026-13-01.1', '2026-01-11', "2026-01-11.1'"]) {
      expect((await listRuns(story.database, REVIEWER, { now: AT_MIDNIGHT, cursor })).isNewest).toBe(true);
    }
  });
});
