import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotFoundCard } from '@/components/not-found-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shell'))('not_found.title') };
}

export default async function NotFound() {
  const t = await getTranslations('shell');
  return (
    <NotFoundCard
      title={t('not_found.title')}
      what={t('not_found.what')}
      back={t('not_found.home')}
      href="/"
    />
  );
}
