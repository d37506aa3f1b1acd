import { Ban, CircleCheck, CirclePause, Clock, type LucideIcon, PackageOpen, Undo2, Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { CalendarDate } from '@/engine/calendar';
import type { OrderState } from '@/engine/records';

const LOOKS: Record<Exclude<OrderState, 'held'>, { icon: LucideIcon; tone: Tone }> = {
  released_early: { icon: Zap, tone: 'good' },
  released_standard: { icon: CircleCheck, tone: 'good' },
  released_closure: { icon: CircleCheck, tone: 'good' },
  cancelled: { icon: Ban, tone: 'neutral' },
  refunded: { icon: Undo2, tone: 'neutral' },
};

interface StateBadgesProps {
  state: OrderState;
  shippedOn: CalendarDate | null;
  isDisputed: boolean;
}

/** Where an order is, in words; and whether a dispute is open on it. */
export function StateBadges({ state, shippedOn, isDisputed }: StateBadgesProps) {
  const t = useTranslations('orders.state');
  const names = useTranslations('names.order_states');
  const look = () => {
    if (state !== 'held') return { ...LOOKS[state], word: names(state) };
    if (shippedOn === null) return { icon: PackageOpen, tone: 'neutral' as const, word: t('unshipped') };
    return { icon: Clock, tone: 'primary' as const, word: t('shipped') };
  };
  const { icon: Icon, tone, word } = look();
  return (
    <span className="flex flex-wrap gap-1 max-sm:justify-end">
      <Badge tone={tone}>
        <Icon aria-hidden="true" />
        {word}
      </Badge>
      {isDisputed && (
        <Badge tone="warn">
          <CirclePause aria-hidden="true" />
          {t('disputed')}
        </Badge>
      )}
    </span>
  );
}
