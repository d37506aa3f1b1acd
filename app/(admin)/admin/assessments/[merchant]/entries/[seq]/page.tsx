import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { EntryReasonView } from '@/app/(seller)/capital/why/entry-reason';
import { requireActor } from '@/app/actor';
import { PageHeader } from '@/components/ui/page-header';
import { explainMerchantEntry } from '@/services/entries/explain-merchant-entry';
import { portalDatabase } from '@/services/portal';
import { orderHref } from '../../../../orders/address';
import { factHref } from '../../../../search/address';
import { merchantIdOf } from '../../merchant';
import { entriesHref, entryHref, merchantHref } from '../address';

/** The entry that an address names, read once a request; null where there is none. */
const reasonOf = cache(async (merchantId: string, seq: string) => {
  const actor = await requireActor('assessments.read');
  if (!/^\d{1,18}$/.test(seq) || merchantId.includes('\0')) return null;
  return explainMerchantEntry(portalDatabase(), actor, { merchantId, entrySeq: BigInt(seq) });
});

type Props = PageProps<'/admin/assessments/[merchant]/entries/[seq]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireActor('assessments.read');
  const { merchant, seq } = await params;
  const t = await getTranslations('staff_order.entry');
  const reason = await reasonOf(merchantIdOf(merchant), seq);
  return { title: reason === null ? t('unknown') : t('document_title', { seq, name: reason.merchantName }) };
}

export default async function EntryPage({ params }: Props) {
  await requireActor('assessments.read');
  const { merchant, seq } = await params;
  const merchantId = merchantIdOf(merchant);
  const reason = await reasonOf(merchantId, seq);
  if (reason === null) notFound();
  const t = await getTranslations('staff_order');
  const { merchantName, entry } = reason;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t('entry.title', { seq })}
        above={[
          { href: merchantHref(merchantId), title: merchantName },
          { href: entriesHref(merchantId, { currency: entry.currency }), title: t('entries.title') },
        ]}
      >
        <p className="text-sm text-muted-foreground">
          {t('sellers_words', { name: merchantName })}{' '}
          {entry.orderId !== null && (
            <Link
              href={orderHref(entry.orderId)}
              className="text-primary underline underline-offset-4 hover:no-underline"
            >
              {t('entry.order', { order: entry.orderId })}
            </Link>
          )}
        </p>
      </PageHeader>
      <EntryReasonView
        reason={reason}
        links={{ order: orderHref, entry: (other) => entryHref(merchantId, other), fact: factHref }}
        isWhole
      />
    </div>
  );
}
