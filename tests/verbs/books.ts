import { changeParticipation } from '@/services/change-participation';
import { explainEntry } from '@/services/explain-entry';
import { explainFigure } from '@/services/explain-figure';
import { exportMerchant } from '@/services/export-merchant';
import { fillDemoIfEmpty } from '@/services/fill-demo';
import { forgetApiRequests } from '@/services/forget-api-requests';
import { gatherFacts } from '@/services/gather-facts';
import { getAssessment } from '@/services/get-assessment';
import { getCapital } from '@/services/get-capital';
import { getDeposit } from '@/services/get-deposit';
import { getExpectedDay } from '@/services/get-expected-day';
import { getMerchant, getMerchantAsOf, getMerchants } from '@/services/get-merchant';
import { getMerchantMoney } from '@/services/get-merchant-money';
import { getMerchantName } from '@/services/get-merchant-name';
import { getOrder } from '@/services/get-order';
import { getReleaseCalendar } from '@/services/get-release-calendar';
import { getRules } from '@/services/get-rules';
import { getStanding } from '@/services/get-standing';
import { getSummary } from '@/services/get-summary';
import { getValue } from '@/services/get-value';
import { importFacts } from '@/services/import-facts';
import { listAssessments } from '@/services/list-assessments';
import { listOrders } from '@/services/list-orders';
import { listRuns } from '@/services/list-runs';
import { playScenario } from '@/services/play-scenario';
import { recordFacts } from '@/services/record-facts';
import { replayBooks } from '@/services/replay-books';
import { nextRunDate, runDay, today } from '@/services/run-day';
import { setPolicy, showPolicy } from '@/services/set-policy';
import { getNextRun, startNextRun } from '@/services/start-next-run';
import { verifyBooks } from '@/services/verify-books';

import {
  DAY,
  FACT,
  FORM,
  HOLDS,
  IMPORT,
  NOBODY_ELSE,
  NOW,
  ORDERS,
  PEOPLE,
  READERS,
  READERS_AND_KEYS,
  type Verb,
} from './given';

export const BOOKS: Record<string, Verb> = {
  'change-participation#changeParticipation': {
    may: ['seller'],
    call: (database, actor) => changeParticipation(database, actor, { ...FORM, to: 'opted_out' }),
  },
  'fill-demo#fillDemoIfEmpty': {
    may: NOBODY_ELSE,
    call: (_database, actor, ownerUrl) => fillDemoIfEmpty(ownerUrl, actor),
  },
  'get-assessment#getAssessment': {
    may: READERS,
    call: (database, actor) => getAssessment(database, actor, 'm'),
  },
  'get-capital#getCapital': {
    may: ['seller'],
    call: (database, actor) => getCapital(database, actor, { currency: null, asOf: null }),
  },
  'get-deposit#getDeposit': {
    may: ['seller'],
    call: (database, actor) => getDeposit(database, actor, HOLDS),
  },
  'export-merchant#exportMerchant': {
    may: READERS_AND_KEYS,
    call: (database, actor) => exportMerchant(database, actor, 'm'),
  },
  'get-merchant#getMerchant': {
    may: READERS_AND_KEYS,
    call: (database, actor) => getMerchant(database, actor, 'm'),
  },
  'get-merchant#getMerchantAsOf': {
    may: READERS_AND_KEYS,
    call: (database, actor) => getMerchantAsOf(database, actor, 'm', DAY),
  },
  'get-merchant#getMerchants': {
    may: READERS_AND_KEYS,
    call: (database, actor) => getMerchants(database, actor),
  },
  'get-merchant-money#getMerchantMoney': {
    may: READERS,
    call: (database, actor) => getMerchantMoney(database, actor, 'm'),
  },
  'get-merchant-name#getMerchantName': {
    may: READERS,
    call: (database, actor) => getMerchantName(database, actor, 'm'),
  },
  'get-order#getOrder': { may: ['seller'], call: (database, actor) => getOrder(database, actor, 'o') },
  'explain-entry#explainEntry': {
    may: ['seller'],
    call: (database, actor) => explainEntry(database, actor, 1n),
  },
  'explain-figure#explainFigure': {
    may: ['seller'],
    call: (database, actor) =>
      explainFigure(database, actor, { account: 'deposit', currency: null, asOf: null, from: null }),
  },
  'get-expected-day#getExpectedDay': {
    may: ['seller'],
    call: (database, actor) =>
      getExpectedDay(database, actor, { on: DAY, currency: null, afterOrder: null, afterHold: null }),
  },
  'get-value#getValue': {
    may: ['seller'],
    call: (database, actor) => getValue(database, actor, { currency: null }),
  },
  'get-release-calendar#getReleaseCalendar': {
    may: ['seller'],
    call: (database, actor) => getReleaseCalendar(database, actor, { currency: 'USD' }),
  },
  'get-standing#getStanding': {
    may: ['seller'],
    call: (database, actor) =>
      getStanding(database, actor, { on: null, historyBefore: null, daysAfter: null }),
  },
  'get-rules#getRules': { may: PEOPLE, call: (database, actor) => getRules(database, actor) },
  'get-summary#getSummary': { may: READERS_AND_KEYS, call: (database, actor) => getSummary(database, actor) },
  'import-facts#importFacts': {
    may: NOBODY_ELSE,
    call: (database, actor) => importFacts(database, actor, [], IMPORT),
  },
  'list-assessments#listAssessments': {
    may: READERS,
    call: (database, actor) => listAssessments(database, actor),
  },
  'list-orders#listOrders': {
    may: ['seller'],
    call: (database, actor) => listOrders(database, actor, ORDERS),
  },
  'list-runs#listRuns': { may: READERS, call: (database, actor) => listRuns(database, actor, { now: NOW }) },
  'play-scenario#playScenario': {
    may: NOBODY_ELSE,
    call: (_database, actor, ownerUrl) => playScenario(ownerUrl, actor, { steps: [] }),
  },
  'forget-api-requests#forgetApiRequests': {
    may: NOBODY_ELSE,
    call: (database, actor) => forgetApiRequests(database, actor, NOW),
  },
  'gather-facts#gatherFacts': {
    may: ['key_to_write', 'operator'],
    call: (database, actor) => gatherFacts(database, actor, { raws: [FACT] }),
  },
  'record-facts#recordFacts': {
    may: ['key_to_write', 'operator'],
    call: (database, actor) => recordFacts(database, actor, [FACT]),
  },
  'replay-books#replayBooks': { may: NOBODY_ELSE, call: (database, actor) => replayBooks(database, actor) },
  'run-day#nextRunDate': { may: READERS, call: (database, actor) => nextRunDate(database, actor) },
  'run-day#runDay': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => runDay(database, actor, DAY),
  },
  'run-day#today': { may: READERS, call: (database, actor) => today(database, actor, NOW.getTime()) },
  'set-policy#setPolicy': { may: NOBODY_ELSE, call: (database, actor) => setPolicy(database, actor, {}) },
  'set-policy#showPolicy': { may: READERS, call: (database, actor) => showPolicy(database, actor) },
  'start-next-run#getNextRun': { may: READERS, call: (database, actor) => getNextRun(database, actor, NOW) },
  'start-next-run#startNextRun': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => startNextRun(database, actor, { date: DAY, now: NOW }),
  },
  'verify-books#verifyBooks': { may: NOBODY_ELSE, call: (database, actor) => verifyBooks(database, actor) },
};
