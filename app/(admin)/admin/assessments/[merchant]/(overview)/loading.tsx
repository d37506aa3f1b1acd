import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';

const ANSWERS = ['outcome', 'score', 'enrolment', 'failures'];

/** The page's places, in their final size. */
export default function Loading() {
  const t = useTranslations();
  return (
    <div data-loading="" className="flex flex-col gap-5" aria-busy="true">
      <PageHeader
        title={t('shell.loading')}
        above={[{ href: '/admin/assessments', title: t('assessments.title') }]}
      />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[1.6fr_1fr_1.2fr_1fr]">
        {ANSWERS.map((answer) => (
          <Skeleton key={answer} className="h-32 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-280 rounded-lg sm:h-140" />
      <div className="grid gap-5 lg:grid-cols-2">
        <Skeleton className="h-64 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
      <Skeleton className="h-56 rounded-lg" />
    </div>
  );
}
