import { getTranslations } from 'next-intl/server';
import { NotFoundCard } from '@/components/not-found-card';

export default async function UnknownPerson() {
  const t = await getTranslations('access.unknown');
  return <NotFoundCard title={t('title')} what={t('what')} back={t('back')} href="/admin/access" />;
}
