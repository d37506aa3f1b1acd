import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/class-names';
import type { AssessmentFilter, AssessmentList } from '@/services/list-assessments';
import { addressOf, type ListAsk, NO_FILTER } from './address';

interface Tile {
  name: string;
  count: number;
  filter: Partial<AssessmentFilter>;
}

/** How many stores there are of each kind; each number is the way to them. */
export function Counts({ list, ask }: { list: AssessmentList; ask: ListAsk }) {
  const t = useTranslations('assessments.counts');
  const names = useTranslations('names.enrolment');
  const tiles: Tile[] = [
    { name: t('all'), count: list.total, filter: {} },
    { name: names('enrolled'), count: list.byEnrolment.enrolled, filter: { enrolment: 'enrolled' } },
    {
      name: t('failing'),
      count: list.failing,
      filter: { enrolment: 'enrolled', outcome: 'not_eligible' },
    },
    { name: names('none'), count: list.byEnrolment.none, filter: { enrolment: 'none' } },
    { name: names('cancelled'), count: list.byEnrolment.cancelled, filter: { enrolment: 'cancelled' } },
    { name: names('closed'), count: list.byEnrolment.closed, filter: { enrolment: 'closed' } },
    { name: t('in_debt'), count: list.inDebt, filter: { isInDebt: true } },
  ];
  const { filter } = ask;
  const isFailing = filter.enrolment === 'enrolled' && filter.outcome === 'not_eligible';
  const isShown = ({ enrolment = null, outcome = null, isInDebt = false }: Partial<AssessmentFilter>) =>
    filter.enrolment === enrolment &&
    filter.isInDebt === isInDebt &&
    isFailing === (outcome === 'not_eligible');
  return (
    <nav aria-label={t('label')} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-2 py-1 sm:grid sm:grid-cols-4 lg:grid-cols-7">
        {tiles.map((tile) => (
          <li key={tile.name} className="min-w-32 sm:min-w-0">
            <Link
              href={addressOf({
                ...ask,
                filter: { ...NO_FILTER, search: filter.search, ...tile.filter },
                cursor: null,
              })}
              aria-current={isShown(tile.filter) ? 'true' : undefined}
              className={cn(
                'flex h-full flex-col gap-0.5 rounded-lg border bg-card px-3 py-2 hover:border-input hover:bg-muted',
                'aria-[current]:border-primary aria-[current]:bg-primary-soft',
              )}
            >
              <span className="text-2xl font-semibold tabular-nums">{tile.count}</span>
              <span className="text-xs text-muted-foreground">{tile.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
