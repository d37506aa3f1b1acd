import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { Reason } from './reason';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('why'))('title') };
}

/** The reason of a figure or of an entry, as a page of its own: what the panel shows, for who comes by its address. */
export default async function WhyPage({ searchParams }: PageProps<'/capital/why'>) {
  const t = await getTranslations('why');
  const capital = await getTranslations('capital');
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t('title')} above={[{ href: '/capital', title: capital('title') }]} />
      <Reason params={await searchParams} />
    </div>
  );
}
