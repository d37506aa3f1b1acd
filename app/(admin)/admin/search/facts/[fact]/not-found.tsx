import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotFoundCard } from '@/components/not-found-card';
import { SEARCH_PATH } from '../../address';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('search.one_fact.unknown'))('title') };
}

export default async function UnknownFact() {
  const t = await getTranslations('search.one_fact.unknown');
  return <NotFoundCard title={t('title')} what={t('what')} back={t('back')} href={SEARCH_PATH} />;
}
