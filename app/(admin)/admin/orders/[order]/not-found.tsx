import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotFoundCard } from '@/components/not-found-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff_order.unknown'))('title') };
}

export default async function UnknownOrder() {
  const t = await getTranslations('staff_order.unknown');
  return <NotFoundCard title={t('title')} what={t('what')} back={t('back')} href="/admin/search" />;
}
