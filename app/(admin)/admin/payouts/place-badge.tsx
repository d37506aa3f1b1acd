import { CircleCheck, Hourglass, Landmark, type LucideIcon, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { PayoutPlace } from '@/engine/payouts';

const LOOKS: Record<PayoutPlace, { tone: Tone; icon: LucideIcon }> = {
  to_send: { tone: 'warn', icon: Hourglass },
  in_batch: { tone: 'primary', icon: Landmark },
  sent: { tone: 'good', icon: CircleCheck },
  returned: { tone: 'bad', icon: Undo2 },
};

/** Where a withdrawal is on its way to the bank. */
export function PlaceBadge({ place }: { place: PayoutPlace }) {
  const t = useTranslations('payouts.places');
  const { tone, icon: Icon } = LOOKS[place];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" />
      {t(place)}
    </Badge>
  );
}
