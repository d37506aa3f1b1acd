import { createHash } from 'node:crypto';
import type { Executor } from '../../db/client';
import {
  readSlicesIn,
  readToldAssessment,
  readToldChanges,
  readToldEntries,
  type ToldChange,
} from '../../db/queries/webhook-events';
import type { OutboxRow } from '../../db/queries/webhook-outbox';
import type { WebhookBody } from '../../engine/api/webhook-bodies';
import type { WebhookEvent } from '../../engine/webhooks';
import { bodyOfAssessment, bodyOfChange, bodyOfEntry, type Slice } from './message-bodies';

/** A message as it is sent, each time and to everybody. */
export interface Message {
  /** Made of what it tells of: made again, it is the same. */
  messageId: string;
  event: WebhookEvent;
  body: string;
}

const ENTRIES_AT_ONCE = 1000;
const ID_CHARACTERS = 27;

function messageOf(body: WebhookBody, what: 'entry' | 'change' | 'assessment', place: string): Message {
  const mark = createHash('sha256').update(JSON.stringify([body.data.merchant, what, place]));
  const messageId = `msg_${mark.digest('base64url').slice(0, ID_CHARACTERS)}`;
  return { messageId, event: body.type, body: JSON.stringify(body) };
}

function messageOfChange(told: ToldChange): Message {
  return messageOf(bodyOfChange(told), 'change', told.change.changeSeq.toString());
}

async function slicesIn(executor: Executor, merchantId: string, range: { first: bigint; last: bigint }) {
  const slices = new Map<bigint | null, Slice[]>();
  for (const { entrySeq, ...slice } of await readSlicesIn(executor, merchantId, range)) {
    const known = slices.get(entrySeq);
    if (known === undefined) slices.set(entrySeq, [slice]);
    else known.push(slice);
  }
  return slices;
}

/**
 * What a transaction has to tell of a merchant, a chunk at a time, in the order in which it happened: fact by fact; of
 * a run first the assessment, then what it changed, then what was released.
 */
export async function* makeMessages(
  executor: Executor,
  row: OutboxRow,
): AsyncGenerator<Message[], void, void> {
  const { merchantId } = row;
  if (row.assessedOn !== null) {
    const assessment = await readToldAssessment(executor, merchantId, row.assessedOn);
    if (assessment === null) throw new Error(`${merchantId} has no assessment of ${row.assessedOn}`);
    yield [messageOf(bodyOfAssessment(assessment), 'assessment', row.assessedOn)];
  }
  const changes: ToldChange[] =
    row.firstChangeSeq === null || row.lastChangeSeq === null
      ? []
      : await readToldChanges(executor, merchantId, { first: row.firstChangeSeq, last: row.lastChangeSeq });
  let next = 0;
  if (row.firstEntrySeq !== null && row.lastEntrySeq !== null) {
    const range = { first: row.firstEntrySeq, last: row.lastEntrySeq };
    for (;;) {
      const told = await readToldEntries(executor, merchantId, range, ENTRIES_AT_ONCE);
      const last = told.at(-1)?.entry.entrySeq;
      if (last === undefined) break;
      const hasDeductions = told.some(({ entry }) => entry.kind === 'deduction');
      const slices = hasDeductions
        ? await slicesIn(executor, merchantId, { first: range.first, last })
        : new Map<bigint, Slice[]>();
      const messages: Message[] = [];
      for (const each of told) {
        const by = each.entry.factSeq ?? 0n;
        for (; (changes[next]?.change.factSeq ?? 0n) <= by && next < changes.length; next += 1)
          messages.push(messageOfChange(changes[next] as ToldChange));
        const { entrySeq } = each.entry;
        messages.push(messageOf(bodyOfEntry(each, slices.get(entrySeq) ?? []), 'entry', entrySeq.toString()));
      }
      yield messages;
      if (told.length < ENTRIES_AT_ONCE) break;
      range.first = last + 1n;
    }
  }
  if (next < changes.length) yield changes.slice(next).map(messageOfChange);
}
