import { listAlerts } from '@/services/alerts/list-alerts';
import { sendAlerts } from '@/services/alerts/send-alerts';
import { watchRuns } from '@/services/alerts/watch-runs';
import { getRun } from '@/services/runs/get-run';
import { listLeft } from '@/services/runs/list-left';
import { runDueDays } from '@/services/runs/run-due-days';

import { DAY, NOBODY_ELSE, NOW, READERS, type Verb } from './given';

export const RUNS: Record<string, Verb> = {
  'runs/get-run#getRun': {
    may: READERS,
    call: (database, actor) => getRun(database, actor, { runOn: DAY, now: NOW }),
  },
  'runs/list-left#listLeft': {
    may: READERS,
    call: (database, actor) =>
      listLeft(database, actor, {
        ...{ runOn: DAY, reason: 'exposure_cap', currency: null, after: null, limit: 1 },
      }),
  },
  'runs/run-due-days#runDueDays': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => runDueDays(database, actor, { runAt: '00:10', now: () => NOW }),
  },
  'alerts/list-alerts#listAlerts': { may: READERS, call: (database, actor) => listAlerts(database, actor) },
  'alerts/send-alerts#sendAlerts': {
    may: NOBODY_ELSE,
    call: (database, actor) => sendAlerts(database, actor, {}),
  },
  'alerts/watch-runs#watchRuns': {
    may: NOBODY_ELSE,
    call: (database, actor) =>
      watchRuns(database, actor, {
        ...{ runAt: '00:10', lateMinutes: 60, quietDays: 7, channels: [], now: NOW },
      }),
  },
};
