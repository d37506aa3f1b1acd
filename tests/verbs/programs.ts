import { Readable } from 'node:stream';
import { askCheck } from '@/services/imports/ask-check';
import { forgetImports } from '@/services/imports/forget-imports';
import { getImport } from '@/services/imports/get-import';
import { listFindings } from '@/services/imports/list-findings';
import { listImports } from '@/services/imports/list-imports';
import { removeImportFile } from '@/services/imports/remove-file';
import { startRecording } from '@/services/imports/start-recording';
import { stopImport } from '@/services/imports/stop-import';
import { takeUpload } from '@/services/imports/take-upload';
import { workOnImports } from '@/services/imports/work-on-imports';
import { changeEndpoint } from '@/services/webhooks/change-endpoint';
import { listDeliveries } from '@/services/webhooks/list-deliveries';
import { getEndpoint, listEndpoints } from '@/services/webhooks/list-endpoints';
import { makeEndpoint } from '@/services/webhooks/make-endpoint';
import { PATIENCE } from '@/services/webhooks/pauses';
import { removeEndpoint } from '@/services/webhooks/remove-endpoint';
import { renewSecret } from '@/services/webhooks/renew-secret';
import { resendDead, resendDelivery } from '@/services/webhooks/resend';
import { sendNext } from '@/services/webhooks/send-next';
import { sendTest } from '@/services/webhooks/send-test';
import { switchEndpoint } from '@/services/webhooks/switch-endpoint';
import { giveBack, giveBackAll, PLACES, takeDueLanes } from '@/services/webhooks/take-lanes';
import { tellEvents } from '@/services/webhooks/tell-events';
import { tidyWebhooks } from '@/services/webhooks/tidy-webhooks';

import { FORM, HOOK, KEEPERS, NOBODY_ELSE, NOW, OF_IMPORT, type Verb } from './given';

export const PROGRAMS: Record<string, Verb> = {
  'webhooks/change-endpoint#changeEndpoint': {
    may: KEEPERS,
    call: (database, actor) => changeEndpoint(database, actor, { ...FORM, ...HOOK }),
  },
  'webhooks/make-endpoint#makeEndpoint': {
    // An endpoint belongs to whoever added it, so an operator adds none.
    may: ['administrator'],
    call: (database, actor) => makeEndpoint(database, actor, { ...FORM, ...HOOK }),
  },
  'webhooks/remove-endpoint#removeEndpoint': {
    may: KEEPERS,
    call: (database, actor) => removeEndpoint(database, actor, { ...FORM, ...HOOK }),
  },
  'webhooks/renew-secret#renewSecret': {
    may: KEEPERS,
    call: (database, actor) => renewSecret(database, actor, { ...FORM, ...HOOK, overlap: 'day' }),
  },
  'webhooks/resend#resendDead': {
    may: KEEPERS,
    call: (database, actor) => resendDead(database, actor, { ...FORM, ...HOOK }),
  },
  'webhooks/resend#resendDelivery': {
    may: KEEPERS,
    call: (database, actor) =>
      resendDelivery(database, actor, { ...FORM, ...HOOK, merchantId: 'm', deliveryNo: 1n }),
  },
  'webhooks/send-test#sendTest': {
    may: KEEPERS,
    call: (database, actor) => sendTest(database, actor, { ...FORM, ...HOOK }),
  },
  'webhooks/switch-endpoint#switchEndpoint': {
    may: KEEPERS,
    call: (database, actor) => switchEndpoint(database, actor, { ...FORM, ...HOOK, to: 'off' }),
  },
  'webhooks/list-endpoints#listEndpoints': {
    may: KEEPERS,
    call: (database, actor) => listEndpoints(database, actor),
  },
  'webhooks/list-endpoints#getEndpoint': {
    may: KEEPERS,
    call: (database, actor) => getEndpoint(database, actor, 'nobodys'),
  },
  'webhooks/list-deliveries#listDeliveries': {
    may: KEEPERS,
    call: (database, actor) =>
      listDeliveries(database, actor, {
        ...{ endpointId: 'nobodys', filter: { status: null, merchantId: null } },
      }),
  },
  'webhooks/send-next#sendNext': {
    may: NOBODY_ELSE,
    call: (database, actor) =>
      sendNext(
        database,
        actor,
        { merchantId: 'm', endpointId: 'nobodys', lease: 'x' },
        {
          ...{ isPrivateAllowed: false, patience: PATIENCE, now: () => NOW, chance: () => 0 },
        },
      ),
  },
  'webhooks/take-lanes#takeDueLanes': {
    may: NOBODY_ELSE,
    call: (database, actor) =>
      takeDueLanes(database, actor, { lease: 'x', places: PLACES, busy: new Map(), now: NOW }),
  },
  'webhooks/take-lanes#giveBack': {
    may: NOBODY_ELSE,
    call: (database, actor) =>
      giveBack(database, actor, { merchantId: 'm', endpointId: 'nobodys', lease: 'x' }),
  },
  'webhooks/take-lanes#giveBackAll': {
    may: NOBODY_ELSE,
    call: (database, actor) => giveBackAll(database, actor, 'x'),
  },
  'webhooks/tell-events#tellEvents': {
    may: NOBODY_ELSE,
    call: (database, actor) => tellEvents(database, actor),
  },
  'webhooks/tidy-webhooks#tidyWebhooks': {
    may: NOBODY_ELSE,
    call: (database, actor) => tidyWebhooks(database, actor),
  },
  'imports/take-upload#takeUpload': {
    may: ['reviewer', 'approver'],
    call: (database, actor) =>
      takeUpload(database, actor, { ...FORM, fileName: 'facts.csv', file: Readable.from([]) }),
  },
  'imports/get-import#getImport': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => getImport(database, actor, 'i'),
  },
  'imports/list-imports#listImports': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => listImports(database, actor, { cursor: null }),
  },
  'imports/list-findings#listFindings': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) =>
      listFindings(database, actor, {
        ...{ importId: 'i', phase: 'check', choice: 'refused', afterLine: 0, limit: 10 },
      }),
  },
  'imports/ask-check#askCheck': {
    may: ['reviewer', 'approver'],
    call: (database, actor) => askCheck(database, actor, { ...OF_IMPORT, choice: null }),
  },
  'imports/start-recording#startRecording': {
    may: ['reviewer', 'approver'],
    call: (database, actor) => startRecording(database, actor, OF_IMPORT),
  },
  'imports/stop-import#stopImport': {
    may: ['reviewer', 'approver'],
    call: (database, actor) => stopImport(database, actor, OF_IMPORT),
  },
  'imports/remove-file#removeImportFile': {
    may: ['reviewer', 'approver'],
    call: (database, actor) => removeImportFile(database, actor, OF_IMPORT),
  },
  'imports/work-on-imports#workOnImports': {
    may: NOBODY_ELSE,
    call: (database, actor) => workOnImports(database, actor),
  },
  'imports/forget-imports#forgetImports': {
    may: NOBODY_ELSE,
    call: (database, actor) => forgetImports(database, actor),
  },
};
