import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { PageHeader } from '@/components/ui/page-header';
import { ExportLink } from '../../export-link';
import { addressOf, exportAddressOf, readAsk, VIEWS } from './address';
import { AllStores } from './all-stores';
import { WorkList } from './work-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('assessments'))('title') };
}

export default async function Assessments({ searchParams }: PageProps<'/admin/assessments'>) {
  const actor = await requireActor('assessments.read');
  const t = await getTranslations('assessments');
  const ask = readAsk(await searchParams);
  const { filter } = ask;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ChoiceLinks
              label={t('views.label')}
              choices={VIEWS.map((view) => ({
                href: addressOf({
                  ...{ view, filter, reason: null, currency: null, sort: 'name', cursor: null },
                }),
                name: t(`views.${view}`),
                isChosen: view === ask.view,
              }))}
            />
            <ExportLink href={exportAddressOf(ask)} />
          </>
        }
      >
        <p className="max-w-prose text-sm text-muted-foreground">
          {t(ask.view === 'work' ? 'work.intro' : 'intro')}
        </p>
      </PageHeader>
      {ask.view === 'work' ? <WorkList actor={actor} ask={ask} /> : <AllStores actor={actor} ask={ask} />}
    </div>
  );
}
