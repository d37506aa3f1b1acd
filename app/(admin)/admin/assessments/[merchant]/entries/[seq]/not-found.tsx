import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotFoundCard } from '@/components/not-found-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff_order.entry'))('unknown') };
}

export default async function UnknownEntry() {
  const t = await getTranslations('staff_order.entry');
  return <NotFoundCard title={t('unknown')} what={t('unknown_what')} back={t('back')} href="/admin/search" />;
}
