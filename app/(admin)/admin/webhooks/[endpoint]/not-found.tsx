import { getTranslations } from 'next-intl/server';
import { NotFoundCard } from '@/components/not-found-card';
import { PATH } from '../address';

export default async function UnknownEndpoint() {
  const t = await getTranslations('webhooks.endpoint');
  return (
    <NotFoundCard title={t('unknown_title')} what={t('unknown_what')} back={t('unknown_back')} href={PATH} />
  );
}
