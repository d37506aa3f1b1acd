import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CoursesCard } from '@/app/(seller)/capital/orders/[order]/courses-card';
import { Life } from '@/app/(seller)/capital/orders/[order]/life';
import type { OrderLinks } from '@/app/(seller)/capital/orders/[order]/links';
import { MoneyCards } from '@/app/(seller)/capital/orders/[order]/money-cards';
import { NextCard } from '@/app/(seller)/capital/orders/[order]/next-card';
import { NotEarlyCard } from '@/app/(seller)/capital/orders/[order]/not-early-card';
import { StateBadges } from '@/app/(seller)/capital/orders/state-badges';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo } from '@/engine/actor';
import { entriesHref, entryHref, merchantHref } from '../../assessments/[merchant]/entries/address';
import { SEARCH_PATH } from '../../search/address';
import { orderHref } from '../address';
import { orderOf } from './order';
import { Disputes, Entries, Facts, Hold, type PaidOrder, Proposals, Refunds, Waiting } from './records';

export async function generateMetadata({ params }: PageProps<'/admin/orders/[order]'>): Promise<Metadata> {
  await requireActor('assessments.read');
  const t = await getTranslations('staff_order');
  const order = await orderOf((await params).order);
  return { title: order === null ? t('unknown.title') : t('title', { order: order.orderId }) };
}

function linksOf(merchantId: string): OrderLinks {
  return {
    order: orderHref,
    entry: (seq) => entryHref(merchantId, seq),
    hold: () => '#hold',
    standing: merchantHref(merchantId),
  };
}

/** What the seller sees of it, in the seller's words. */
async function AsTheSellerSees({ paid }: { paid: PaidOrder }) {
  const t = await getTranslations('staff_order');
  const { life, merchantId, merchantName } = paid;
  const links = linksOf(merchantId);
  return (
    <section aria-labelledby="sellers-view" className="flex flex-col gap-4">
      <div>
        <h2 id="sellers-view" className="text-xl font-semibold">
          {t('sellers_view')}
        </h2>
        <p className="text-sm text-muted-foreground">{t('sellers_words', { name: merchantName })}</p>
      </div>
      <MoneyCards life={life} links={links} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex flex-col gap-5 lg:order-last">
          <NextCard life={life} />
          <NotEarlyCard life={life} links={links} />
          <CoursesCard life={life} />
        </div>
        <Life life={life} links={links} />
      </div>
    </section>
  );
}

async function Records({ paid }: { paid: PaidOrder }) {
  const t = await getTranslations('staff_order');
  return (
    <section aria-labelledby="records" className="flex flex-col gap-5">
      <h2 id="records" className="text-xl font-semibold">
        {t('records')}
      </h2>
      <Entries paid={paid} />
      <Hold paid={paid} />
      <Disputes paid={paid} />
      <Refunds paid={paid} />
      <Facts paid={paid} />
    </section>
  );
}

export default async function OrderPage({ params }: PageProps<'/admin/orders/[order]'>) {
  const actor = await requireActor('assessments.read');
  const t = await getTranslations('staff_order');
  const search = await getTranslations('search');
  const found = await orderOf((await params).order);
  if (found === null) notFound();
  const { orderId, paid } = found;
  const above = [
    paid === null
      ? { href: SEARCH_PATH, title: search('title') }
      : { href: merchantHref(paid.merchantId), title: paid.merchantName },
  ];
  if (paid === null)
    return (
      <div className="flex flex-col gap-5">
        <PageHeader title={t('title', { order: orderId })} above={above} />
        <Notice tone="warn">{t('not_paid')}</Notice>
        <Waiting order={found} />
      </div>
    );
  const { life, merchantId } = paid;
  const { order, disputedSince } = life;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t('title', { order: orderId })}
        above={above}
        actions={
          <>
            <Button asChild variant="outline">
              <Link href={entriesHref(merchantId, { currency: order.currency, order: orderId })}>
                {t('see_entries')}
              </Link>
            </Button>
            {mayDo(actor, 'proposals.make') && (
              <Button asChild variant="outline">
                <Link href={`/admin/proposals/new/correction?${new URLSearchParams({ order: orderId })}`}>
                  {t('propose')}
                </Link>
              </Button>
            )}
          </>
        }
      >
        <div className="flex">
          <StateBadges state={order.state} shippedOn={order.shippedOn} isDisputed={disputedSince !== null} />
        </div>
      </PageHeader>
      <Proposals paid={paid} />
      <AsTheSellerSees paid={paid} />
      <Waiting order={found} />
      <Records paid={paid} />
    </div>
  );
}
