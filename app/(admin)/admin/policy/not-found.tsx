import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotFoundCard } from '@/components/not-found-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('policy.not_found'))('title') };
}

export default async function UnknownPolicy() {
  const t = await getTranslations('policy.not_found');
  return <NotFoundCard title={t('title')} what={t('what')} back={t('back')} href="/admin/policy" />;
}
