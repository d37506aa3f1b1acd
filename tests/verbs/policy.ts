import { askBacktest } from '@/services/policy/ask-backtest';
import { changeDraft } from '@/services/policy/change-draft';
import { endDraft } from '@/services/policy/end-draft';
import { getBacktest, listBacktestMerchants } from '@/services/policy/get-backtest';
import { getDraft, listDraftsAndBacktests } from '@/services/policy/get-draft';
import { getPolicyOn } from '@/services/policy/get-policy-on';
import { getPolicyProposal } from '@/services/policy/get-policy-proposal';
import { listPolicies } from '@/services/policy/list-policies';
import { makeDraft } from '@/services/policy/make-draft';
import { proposePolicy } from '@/services/policy/propose-policy';
import { runBacktests } from '@/services/policy/run-backtests';
import { stopBacktest } from '@/services/policy/stop-backtest';

import { DAY, DRAFTERS, FORM, OF_DRAFT, READERS, type Verb } from './given';

export const POLICY: Record<string, Verb> = {
  'policy/ask-backtest#askBacktest': {
    may: DRAFTERS,
    call: (database, actor) => askBacktest(database, actor, { ...OF_DRAFT, from: DAY, to: DAY }),
  },
  'policy/change-draft#changeDraft': {
    may: DRAFTERS,
    call: (database, actor) => changeDraft(database, actor, { ...OF_DRAFT, name: 'A draft', policy: {} }),
  },
  'policy/end-draft#endDraft': {
    may: DRAFTERS,
    call: (database, actor) => endDraft(database, actor, OF_DRAFT),
  },
  'policy/get-backtest#getBacktest': {
    may: READERS,
    call: (database, actor) => getBacktest(database, actor, 'b'),
  },
  'policy/get-backtest#listBacktestMerchants': {
    may: READERS,
    call: (database, actor) =>
      listBacktestMerchants(
        database,
        actor,
        'b',
        { currency: null, choice: 'all', sort: 'winners', offset: 0 },
        1,
      ),
  },
  'policy/get-draft#getDraft': {
    may: READERS,
    call: (database, actor) => getDraft(database, actor, 'd'),
  },
  'policy/get-draft#listDraftsAndBacktests': { may: READERS, call: listDraftsAndBacktests },
  'policy/get-policy-on#getPolicyOn': {
    may: READERS,
    call: (database, actor) => getPolicyOn(database, actor, DAY),
  },
  'policy/get-policy-proposal#getPolicyProposal': {
    may: READERS,
    call: (database, actor) => getPolicyProposal(database, actor, 'p'),
  },
  'policy/list-policies#listPolicies': {
    may: READERS,
    call: (database, actor) => listPolicies(database, actor),
  },
  'policy/make-draft#makeDraft': {
    may: DRAFTERS,
    call: (database, actor) =>
      makeDraft(database, actor, { ...OF_DRAFT, name: 'A draft', origin: { kind: 'in_force' } }),
  },
  'policy/propose-policy#proposePolicy': {
    may: ['reviewer'],
    call: (database, actor) =>
      proposePolicy(database, actor, { ...OF_DRAFT, effectiveFrom: DAY, why: FORM.why }),
  },
  'policy/run-backtests#runBacktests': {
    may: [...DRAFTERS, 'operator'],
    call: (database, actor) => runBacktests(database, actor),
  },
  'policy/stop-backtest#stopBacktest': {
    may: DRAFTERS,
    call: (database, actor) => stopBacktest(database, actor, { ...FORM, backtestId: 'b' }),
  },
};
