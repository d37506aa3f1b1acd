import { describe, expect, it } from 'vitest';
import { faultOf, guardedVerbs, readDoors, readService, takenBy, takenByDoors } from '@/tests/doors';

/** Whoever comes in by a door is asked about by the verb itself, before anything else. */

/** What a door may take that asks nobody who acts, and why. */
const EXEMPT: Record<string, string> = {
  'sign-in/get-visitor#getVisitor': 'it finds out who acts',
  'access/find-key#actorOfKey': 'it finds out who acts',
  'calendar-feed/read-calendar-feed#readCalendarFeed': 'nobody acts yet: the address is what lets in',
  'operator#operator': 'it says who acts',
  'runs/starter#SCHEDULER': 'it says who acts',
  'sign-in/session-cookie#signedSession': 'whom a request is counted for, and nothing more',
  'limit-requests#limitRequests': 'it counts requests, whoever sends them',
  'limit-requests#noteKey': 'it notes whom to count requests for',
  'limit-requests#REQUESTS_A_MINUTE': 'numbers',
  'away#isAway': 'it looks at an error, and asks no database',
  'gather-facts#finishGathering': 'the server finishes what others have begun',
  'check-ready#readiness': 'whether the server can serve, which anybody may ask',
  'log#log': 'what operators read',
  'runs/get-run-figures#getRunFigures': 'how the runs go, which anybody may ask: no money, and nobody’s name',
  'measure#countError': 'it counts, whoever acts',
  'measure#gauge': 'it counts, whoever acts',
  'measure#metricsRegistry': 'what operators read: no money, and nobody’s name',
  'measure#observeRequest': 'it counts, whoever acts',
  'measure#observeTask': 'it counts, whoever acts',
  'measure#secondsSince': 'it reads a clock',
  'get-waiting#getWaiting': 'how much waits, which anybody may ask: no money, and nobody’s name',
  'webhooks/get-webhook-figures#getWebhookFigures':
    'how webhooks go, which anybody may ask: no money, and nobody’s name',
  'runs/schedule#portalSchedule': 'it reads settings',
  'webhooks/receiver-address#allowsPrivateReceivers': 'it reads a setting',
  'webhooks/post-message#postMessage': 'it posts what it is given, and asks no database',
  'webhooks/pauses#PATIENCE': 'numbers',
  'webhooks/take-lanes#PLACES': 'numbers',
  'redact#redactPath': 'what operators read',
  'portal#portalDatabase': 'it opens what the verbs work on, and asks it nothing',
  'open-books#withBooks': 'it opens what the verbs work on, and asks it nothing',
  'play-scenario#readScenario': 'it reads what it is given, and no database',
  'portal#portalOrigin': 'it reads a setting',
  'payouts/read-payers#payersProblem': 'it reads a setting',
  'sign-in/sign-in#signIn': 'nobody acts yet',
  'sign-in/sign-in-demo#signInDemo': 'nobody acts yet',
  'sign-in/confirm-sign-in#confirmSignIn': 'nobody acts yet',
  'sign-in/sign-out#signOut': 'it ends the session that the cookies name, whosever it is',
  'sign-in/read-invitation#readInvitation': 'nobody acts yet: the link is what lets in',
  'sign-in/accept-invitation#acceptInvitation': 'nobody acts yet: the link is what lets in',
  'sign-in/sign-in-demo#listDemoPeople': 'whom anybody may sign in as, while the demo is served',
  'sign-in/sign-in-demo#mayAnybodyComeIn': 'a word to whoever starts the server: that nobody may come in yet',
  'imports/finding-cells#cellsOfFinding': 'it reads what it is given, and no database',
  'authorize#Refused': 'an error',
  'open-books#DatabaseUnavailable': 'an error',
  'play-scenario#NotAScenario': 'an error',
  'fact-lines#UnreadableFile': 'an error',
  'replay/record#RunUnderWay': 'an error',
  'set-policy#TakesTwoPeople': 'an error',
};

describe('the doors', () => {
  const taken = takenByDoors();

  it('take nothing of the services but verbs that authorize their actor first', () => {
    const faults = [...taken.values()].flatMap(({ what, service, name, doors }) => {
      const fault = what in EXEMPT ? null : faultOf(readService(service), name);
      return fault === null ? [] : [`${what} ${fault} (${doors.join(', ')})`];
    });
    expect(faults).toEqual([]);
  });

  it('take everything that is exempt from that, and each of it needs to be', () => {
    const idle = Object.keys(EXEMPT).filter((what) => {
      const known = taken.get(what);
      return known === undefined || faultOf(readService(known.service), known.name) === null;
    });
    expect(idle).toEqual([]);
  });

  it('were read', () => {
    expect(readDoors().size).toBeGreaterThan(120);
    expect(guardedVerbs().length).toBeGreaterThanOrEqual(40);
    expect(guardedVerbs()).toContain('get-capital#getCapital');
    expect(guardedVerbs()).toContain('fill-demo#fillDemoIfEmpty');
  });
});

describe('the reader of doors', () => {
  it('finds what is taken, however it is taken', () => {
    const source = `
      import { type Shown, one, two as other } from '@/services/a';
      import type { Type } from '@/services/a';
      import * as all from '../services/b';
      export { three } from '../services/c';
      import { useful } from '@/engine/services/d';
      async function later() {
        const { four } = await import('../services/e');
        const module = await import('@/services/f');
        type Later = typeof import('@/services/g');
      }`;
    expect(takenBy('cli/door.ts', source).map(({ what }) => what)).toEqual([
      ...['a#one', 'a#two', 'b#*', 'c#three', 'e#four', 'f#*'],
    ]);
    expect(takenBy('app/deep/door.ts', "import { one } from '../services/a'")).toEqual([]);
    expect(takenBy('app/deep/door.ts', "import { one } from '../../services/a'")).toHaveLength(1);
  });

  const IMPORT = "import { authorize, authorizeSeller } from './authorize';";
  it.each([
    [
      'the guard first',
      `${IMPORT} export async function verb(database: D, actor: A) { authorize(actor, 'x'); }`,
    ],
    [
      'the seller guarded first',
      `${IMPORT} export function verb(database: D, actor: A) { const { id } = authorizeSeller(actor, 'x'); }`,
    ],
    ['an arrow', `${IMPORT} export const verb = (database: D, actor: A) => { authorize(actor, 'x'); }`],
  ])('passes %s', (_what, source) => {
    expect(faultOf(source, 'verb')).toBeNull();
  });

  const LATE = 'does not begin by authorizing its actor';
  it.each([
    ['no guard', `${IMPORT} export function verb(d: D, actor: A) { return d; }`, LATE],
    [
      'a guard that comes second',
      `${IMPORT} export function verb(d: D, actor: A) { d.x(); authorize(actor, 'x'); }`,
      LATE,
    ],
    [
      'a guard that is an answer',
      `${IMPORT} export function verb(d: D, actor: A) { if (authorize(actor, 'x')) d.x(); }`,
      LATE,
    ],
    [
      'a guard of somebody else',
      `${IMPORT} export function verb(d: D, actor: A) { authorize(NOBODY, 'x'); }`,
      LATE,
    ],
    [
      'a guard of its own',
      `function authorize() {} export function verb(d: D, actor: A) { authorize(actor, 'x'); }`,
      LATE,
    ],
    [
      'another guard',
      `import { authorize } from './mine'; export function verb(d: D, actor: A) { authorize(actor, 'x'); }`,
      LATE,
    ],
    ['an expression', `${IMPORT} export const verb = (d: D, actor: A) => authorize(actor, 'x');`, LATE],
    ['no actor', `${IMPORT} export function verb(d: D) { authorize(actor, 'x'); }`, 'has no parameter actor'],
    [
      'no function',
      `${IMPORT} export class verb extends Error {}`,
      'is no function that the file declares and exports',
    ],
    [
      'what is not exported',
      `${IMPORT} function verb(d: D, actor: A) { authorize(actor, 'x'); }`,
      'is no function that the file declares and exports',
    ],
    [
      'what is handed on',
      `export { verb } from './elsewhere';`,
      'is no function that the file declares and exports',
    ],
  ])('does not pass %s', (_what, source, fault) => {
    expect(faultOf(source, 'verb')).toBe(fault);
  });
});
