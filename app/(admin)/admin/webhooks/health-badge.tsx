import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { EndpointShown } from '@/services/webhooks/list-endpoints';

const TONES: Record<EndpointShown['health'], Tone> = {
  good: 'good',
  never: 'neutral',
  troubled: 'warn',
  failing: 'bad',
  off: 'neutral',
  secret_lost: 'bad',
};

/** How the telling of an endpoint goes, in a few words. */
export function HealthBadge({ health }: { health: EndpointShown['health'] }) {
  const t = useTranslations('webhooks.health');
  return <Badge tone={TONES[health]}>{t(health)}</Badge>;
}
