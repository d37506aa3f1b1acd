import { getTranslations } from 'next-intl/server';
import { NotFoundCard } from '@/components/not-found-card';

export default async function UnknownProposal() {
  const t = await getTranslations('proposals.unknown');
  return <NotFoundCard title={t('title')} what={t('why')} back={t('back')} href="/admin/proposals" />;
}
