import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/class-names';
import { ORDER_LISTS } from '@/engine/order-lists';
import type { OrdersPage, OrdersQuestion } from '@/services/list-orders';
import { askHref } from './address';

/** The lists to choose between, each with how many orders are on it, where a sum is kept. */
export function Lists({ ask, counts }: { ask: OrdersQuestion; counts: OrdersPage['counts'] }) {
  const t = useTranslations('orders.lists');
  const format = useFormatter();
  // An empty list is no choice: but what is chosen stays in sight, and what nobody has counted.
  const shown = ORDER_LISTS.filter(
    (which) => which === 'all' || which === 'refunded' || which === ask.which || counts[which] > 0,
  );
  return (
    <nav aria-label={t('label')} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-2 py-1 sm:flex-wrap">
        {shown.map((which) => (
          <li key={which}>
            <Link
              href={askHref({ ...ask, which, place: null })}
              aria-current={ask.which === which ? 'true' : undefined}
              prefetch={false}
              scroll={false}
              className={cn(
                'flex h-10 items-center gap-2 rounded-full border bg-card px-3 text-sm whitespace-nowrap hover:border-input hover:bg-muted',
                'aria-[current]:border-primary aria-[current]:bg-primary-soft aria-[current]:font-semibold',
              )}
            >
              {t(which)}
              {which !== 'refunded' && (
                <span className="text-muted-foreground tabular-nums">{format.number(counts[which])}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
