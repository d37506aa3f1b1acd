import { getDecisions } from '@/services/assessments/get-decisions';
import { getTrends } from '@/services/assessments/get-trends';
import { keepWorkList } from '@/services/assessments/keep-work-list';
import { listCounted } from '@/services/assessments/list-counted';
import { listStoreNotices } from '@/services/assessments/list-store-notices';
import { listWork } from '@/services/assessments/list-work';
import { explainMerchantEntry } from '@/services/entries/explain-merchant-entry';
import { exportMerchantEntries } from '@/services/entries/export-merchant-entries';
import { listMerchantEntries } from '@/services/entries/list-merchant-entries';
import { pageEntries } from '@/services/entries/page-entries';
import { getCoverage } from '@/services/exposure/get-coverage';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { getExposure } from '@/services/exposure/get-exposure';
import { getLosses } from '@/services/exposure/get-losses';
import { listDebts } from '@/services/exposure/list-debts';
import { listExits } from '@/services/exposure/list-exits';
import { listOldCases } from '@/services/exposure/list-old-cases';
import { sumExits } from '@/services/exposure/sum-exits';
import { pageHolds } from '@/services/holds/page-holds';
import { listNotes } from '@/services/notes/list-notes';
import { writeNote } from '@/services/notes/write-note';
import { getOrderForStaff } from '@/services/orders/get-order-for-staff';
import { tellOrder } from '@/services/orders/tell-order';
import { findAnything } from '@/services/search/find-anything';
import { getFact } from '@/services/search/get-fact';
import { noteExport } from '@/services/tables/note-export';

import { ENTRIES, FORM, NOBODY_ELSE, NOW, READERS, READERS_AND_KEYS, type Verb } from './given';

export const STORES: Record<string, Verb> = {
  'assessments/get-decisions#getDecisions': {
    may: READERS,
    call: (database, actor) => getDecisions(database, actor, 'm'),
  },
  'assessments/get-trends#getTrends': {
    may: READERS,
    call: (database, actor) => getTrends(database, actor, 'm'),
  },
  'assessments/keep-work-list#keepWorkList': {
    may: NOBODY_ELSE,
    call: (database, actor) => keepWorkList(database, actor),
  },
  'assessments/list-counted#listCounted': {
    may: READERS,
    call: (database, actor) => listCounted(database, actor, 'm', { counted: 'orders' }),
  },
  'assessments/list-store-notices#listStoreNotices': {
    may: READERS,
    call: (database, actor) => listStoreNotices(database, actor, 'm'),
  },
  'assessments/list-work#listWork': {
    may: READERS,
    call: (database, actor) => listWork(database, actor),
  },
  'notes/list-notes#listNotes': {
    may: READERS,
    call: (database, actor) => listNotes(database, actor, 'm'),
  },
  'notes/write-note#writeNote': {
    may: ['reviewer', 'approver'],
    call: (database, actor) =>
      writeNote(database, actor, {
        submissionId: FORM.submissionId,
        merchantId: 'm',
        text: 'Called the seller.',
        files: 0,
      }),
  },
  'exposure/get-currencies#getCurrencies': { may: READERS, call: getCurrencies },
  'exposure/get-exposure#getExposure': {
    may: READERS,
    call: (database, actor) => getExposure(database, actor, 'USD'),
  },
  'exposure/list-debts#listDebts': {
    may: READERS,
    call: (database, actor) =>
      listDebts(database, actor, { currency: 'USD', age: null, stores: null, cursor: null }),
  },
  'exposure/get-losses#getLosses': {
    may: READERS,
    call: (database, actor) => getLosses(database, actor, 'USD'),
  },
  'exposure/get-coverage#getCoverage': {
    may: READERS,
    call: (database, actor) => getCoverage(database, actor, 'USD'),
  },
  'exposure/sum-exits#sumExits': { may: READERS, call: sumExits },
  'exposure/list-exits#listExits': {
    may: READERS,
    call: (database, actor) => listExits(database, actor, { currency: 'USD', reason: null, cursor: null }),
  },
  'exposure/list-old-cases#listOldCases': {
    may: READERS,
    call: (database, actor) => listOldCases(database, actor, 'USD', NOW),
  },
  'entries/page-entries#pageEntries': {
    may: READERS_AND_KEYS,
    call: (database, actor) => pageEntries(database, actor, { merchantId: 'm', before: null, limit: 10 }),
  },
  'holds/page-holds#pageHolds': {
    may: READERS_AND_KEYS,
    call: (database, actor) =>
      pageHolds(database, actor, { merchantId: 'm', limit: 10, state: 'open', after: null }),
  },
  'orders/tell-order#tellOrder': {
    may: READERS_AND_KEYS,
    call: (database, actor) => tellOrder(database, actor, 'o'),
  },
  'entries/explain-merchant-entry#explainMerchantEntry': {
    may: READERS,
    call: (database, actor) => explainMerchantEntry(database, actor, { merchantId: 'm', entrySeq: 1n }),
  },
  'entries/export-merchant-entries#exportMerchantEntries': {
    may: READERS,
    call: (database, actor) => exportMerchantEntries(database, actor, 'm', ENTRIES),
  },
  'entries/list-merchant-entries#listMerchantEntries': {
    may: READERS,
    call: (database, actor) => listMerchantEntries(database, actor, 'm', { ...ENTRIES, at: null }),
  },
  'orders/get-order-for-staff#getOrderForStaff': {
    may: READERS,
    call: (database, actor) => getOrderForStaff(database, actor, 'o'),
  },
  'search/find-anything#findAnything': {
    may: READERS,
    call: (database, actor) => findAnything(database, actor, { text: 'anything' }),
  },
  'search/get-fact#getFact': { may: READERS, call: (database, actor) => getFact(database, actor, 'f') },
  'tables/note-export#noteExport': {
    may: READERS,
    call: (database, actor) =>
      noteExport(database, actor, { table: 'entries', filter: {}, atMost: 1, now: NOW }),
  },
};
