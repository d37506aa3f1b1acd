import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/class-names';
import { WORK_REASONS } from '@/engine/work-list';
import type { WorkPage } from '@/services/assessments/list-work';
import { addressOf, type ListAsk } from './address';

/** How many stores there are for each reason; each number is the way to them. */
export function Reasons({ page, ask }: { page: WorkPage; ask: ListAsk }) {
  const t = useTranslations('assessments.work');
  const tiles = [
    { reason: null, name: t('any'), count: page.any },
    ...WORK_REASONS.map((reason) => ({ reason, name: t(`reasons.${reason}`), count: page.byReason[reason] })),
  ];
  return (
    <nav aria-label={t('label')} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-2 py-1 sm:grid sm:grid-cols-4 lg:grid-cols-8">
        {tiles.map(({ reason, name, count }) => (
          <li key={name} className="min-w-32 sm:min-w-0">
            <Link
              href={addressOf({ ...ask, reason, cursor: null })}
              aria-current={ask.reason === reason ? 'true' : undefined}
              className={cn(
                'flex h-full flex-col gap-0.5 rounded-lg border bg-card px-3 py-2 hover:border-input hover:bg-muted',
                'aria-[current]:border-primary aria-[current]:bg-primary-soft',
              )}
            >
              <span className="text-2xl font-semibold tabular-nums">{count}</span>
              <span className="text-xs text-muted-foreground">{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
