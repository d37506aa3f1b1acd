import { NOTICE_KINDS, type NoticeKind } from '@/engine/notices';
import { addressOf as address, type SearchParams, textIn } from '../address';

export const PATH = '/capital/notices';

/** What the list's address asks for. */
export interface NoticeAsk {
  kind: NoticeKind | null;
  isUnread: boolean;
  before: bigint | null;
}

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): NoticeAsk {
  const before = textIn(params, 'before');
  return {
    kind: NOTICE_KINDS.find((kind) => kind === textIn(params, 'kind')) ?? null,
    isUnread: textIn(params, 'show') === 'unread',
    before: before !== null && /^\d{1,18}$/.test(before) ? BigInt(before) : null,
  };
}

/** The address that asks for this. */
export function addressOf({ kind, isUnread, before }: NoticeAsk): string {
  return address(PATH, {
    kind,
    show: isUnread ? 'unread' : null,
    before: before === null ? null : before.toString(),
  });
}
