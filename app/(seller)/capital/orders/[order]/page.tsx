import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { PageHeader } from '@/components/ui/page-header';
import { StateBadges } from '../state-badges';
import { CoursesCard } from './courses-card';
import { Life } from './life';
import { MoneyCards } from './money-cards';
import { NextCard } from './next-card';
import { NotEarlyCard } from './not-early-card';
import { orderOf } from './order';

export async function generateMetadata({ params }: PageProps<'/capital/orders/[order]'>): Promise<Metadata> {
  const t = await getTranslations('orders.order');
  const life = await orderOf((await params).order);
  return { title: life === null ? t('unknown.title') : t('title', { order: life.order.orderId }) };
}

export default async function OrderPage({ params }: PageProps<'/capital/orders/[order]'>) {
  await requireSeller('capital.read');
  const t = await getTranslations('orders');
  const life = await orderOf((await params).order);
  if (life === null) notFound();
  const { order, disputedSince } = life;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t('order.title', { order: order.orderId })}
        above={[{ href: '/capital/orders', title: t('title') }]}
      >
        <div className="flex">
          <StateBadges state={order.state} shippedOn={order.shippedOn} isDisputed={disputedSince !== null} />
        </div>
      </PageHeader>
      <MoneyCards life={life} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex flex-col gap-5 lg:order-last">
          <NextCard life={life} />
          <NotEarlyCard life={life} />
          <CoursesCard life={life} />
        </div>
        <Life life={life} />
      </div>
    </div>
  );
}
