import type { NextRequest } from 'next/server';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { portalDatabase } from '@/services/portal';
import { listProposals, type ProposalShown } from '@/services/proposals/list-proposals';
import type { Column } from '../../csv';
import { everyPage, exportTable } from '../../export-table';
import { readAsk } from '../address';
import { whatIsProposed } from '../proposal-words';

const ROWS_A_CHUNK = 500;

function amountOf({ proposed }: ProposalShown): { currency: string; minor: bigint } | null {
  if (proposed?.kind !== 'write_off' && proposed?.kind !== 'adjustment') return null;
  const { amount, currency } = proposed.content;
  return { currency, minor: BigInt(amount) };
}

/** The proposals that the address's filter leaves, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('proposals.read');
  const ask = readAsk(Object.fromEntries(request.nextUrl.searchParams));
  const t = await getTranslations('proposals');
  const locale = await getLocale();
  const { status, kind, merchantId, isMine } = ask;
  const columns: Column<ProposalShown>[] = [
    { head: t('export.id'), cell: (row) => row.proposalId },
    { head: t('export.kind'), cell: (row) => t(`kinds.${row.kind}`) },
    { head: t('export.status'), cell: (row) => t(`statuses.${row.status}`) },
    { head: t('export.merchant'), cell: (row) => row.merchant?.merchantId ?? null },
    { head: t('export.merchant_name'), cell: (row) => row.merchant?.name ?? null },
    { head: t('export.order'), cell: (row) => row.orderId },
    { head: t('export.what'), cell: (row) => whatIsProposed(t, locale, row) },
    { head: t('export.amount'), cell: amountOf },
    { head: t('export.currency'), cell: (row) => amountOf(row)?.currency ?? null },
    { head: t('export.why'), cell: (row) => row.why },
    { head: t('export.proposer'), cell: (row) => row.proposer.name },
    { head: t('export.proposed_at'), cell: (row) => row.proposedAt },
    { head: t('export.decider'), cell: (row) => row.decider?.name ?? null },
    { head: t('export.decided_at'), cell: (row) => row.decidedAt },
    { head: t('export.decision_why'), cell: (row) => row.decisionWhy },
  ];
  const read = async (cursor: string | null) => {
    const page = await listProposals(portalDatabase(), actor, { ...ask, cursor, limit: ROWS_A_CHUNK });
    return { rows: page.rows, next: page.nextCursor };
  };
  return exportTable(actor, {
    ...{ table: 'proposals', columns, chunks: everyPage(read) },
    ...(merchantId === null ? {} : { merchantId }),
    filter: { status, kind, merchant: merchantId, mine: isMine },
  });
}
