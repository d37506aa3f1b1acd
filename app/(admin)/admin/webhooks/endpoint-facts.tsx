import { useTranslations } from 'next-intl';
import { Fact, Facts } from '@/components/facts';
import { InstantText } from '@/components/instant-text';
import { Badge } from '@/components/ui/badge';
import type { EndpointShown } from '@/services/webhooks/list-endpoints';

/** What an endpoint is told of, and how that goes. */
export function EndpointFacts({ endpoint, timezone }: { endpoint: EndpointShown; timezone: string }) {
  const t = useTranslations('webhooks.list');
  const { lastDeliveredAt, waiting, waitingSince, dead, failuresInARow, events } = endpoint;
  return (
    <Facts>
      <Fact name={t('last_delivered')}>
        {lastDeliveredAt === null ? t('never') : <InstantText at={lastDeliveredAt} timezone={timezone} />}
      </Fact>
      <Fact name={t('waiting')}>{t('messages', { count: waiting })}</Fact>
      {waitingSince !== null && (
        <Fact name={t('oldest')}>
          <InstantText at={waitingSince} timezone={timezone} />
        </Fact>
      )}
      <Fact name={t('dead')}>{t('messages', { count: dead })}</Fact>
      {failuresInARow > 0 && <Fact name={t('failures')}>{t('messages', { count: failuresInARow })}</Fact>}
      <Fact name={t('events')}>
        <span className="flex flex-wrap gap-1.5 pt-0.5">
          {events.map((event) => (
            <Badge key={event} className="font-mono">
              {event}
            </Badge>
          ))}
        </span>
      </Fact>
    </Facts>
  );
}
