import { randomUUID } from 'node:crypto';
import { useTranslations } from 'next-intl';
import { Fact, Facts } from '@/components/facts';
import { InstantText } from '@/components/instant-text';
import { Badge, type Tone } from '@/components/ui/badge';
import type { DeliveryStatus } from '@/engine/webhooks';
import type { DeliveryShown } from '@/services/webhooks/list-deliveries';
import { ActionForm, Submit } from '../../forms/form';

const TONES: Record<DeliveryStatus, Tone> = { waiting: 'warn', delivered: 'good', dead: 'bad' };

interface DeliveryProps {
  delivery: DeliveryShown;
  /** Whether the endpoint is on. */
  isOn: boolean;
  now: Date;
  timezone: string;
}

function Next({ delivery: { nextTryAt }, isOn, now, timezone }: DeliveryProps) {
  const t = useTranslations('webhooks.deliveries');
  if (!isOn) return t('when_on');
  if (nextTryAt === null || nextTryAt <= now) return t('soon');
  return <InstantText at={nextTryAt} timezone={timezone} />;
}

function Tries({ tries, timezone }: { tries: DeliveryShown['tries']; timezone: string }) {
  const t = useTranslations('webhooks.deliveries');
  return (
    <details className="text-sm">
      <summary className="w-fit font-medium">{t('tries', { count: tries.length })}</summary>
      <ol className="mt-2 flex flex-col gap-1.5 border-l-2 pl-3">
        {tries.map(({ attempt, triedAt, durationMs, httpStatus, error }) => (
          <li key={attempt} className="flex flex-wrap gap-x-3">
            <InstantText at={triedAt} timezone={timezone} />
            <span className="min-w-0 wrap-anywhere text-muted-foreground">
              {t(error === null ? 'try_ok' : httpStatus === null ? 'try_none' : 'try_bad', {
                status: String(httpStatus ?? ''),
                duration: durationMs,
                error: error ?? '',
              })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Delivery(props: DeliveryProps) {
  const t = useTranslations('webhooks.deliveries');
  const { delivery, timezone } = props;
  const { messageId, event, status, merchantId, createdAt, endedAt, tries } = delivery;
  return (
    <li className="flex flex-col gap-3 px-4 py-4 sm:px-5">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <code className="font-mono text-sm font-medium">{event}</code>
        <Badge tone={TONES[status]}>{t(`statuses.${status}`)}</Badge>
      </span>
      <Facts>
        <Fact name={t('merchant')}>{merchantId}</Fact>
        <Fact name={t('id')}>
          <code className="font-mono text-sm">{messageId}</code>
        </Fact>
        <Fact name={t('made_at')}>
          <InstantText at={createdAt} timezone={timezone} />
        </Fact>
        {endedAt === null ? (
          <Fact name={t('next_try')}>
            <Next {...props} />
          </Fact>
        ) : (
          <Fact name={t(status === 'dead' ? 'given_up_at' : 'ended_at')}>
            <InstantText at={endedAt} timezone={timezone} />
          </Fact>
        )}
      </Facts>
      <div className="flex flex-wrap items-start justify-between gap-3">
        {tries.length === 0 ? (
          <p className="text-sm text-muted-foreground">{t('tries', { count: 0 })}</p>
        ) : (
          <Tries tries={tries} timezone={timezone} />
        )}
        {status !== 'waiting' && (
          <ActionForm
            id={`resend-${delivery.deliveryNo}`}
            submission={randomUUID()}
            about={{
              endpoint: delivery.endpointId,
              merchant: merchantId,
              message: delivery.deliveryNo.toString(),
            }}
          >
            <Submit variant="outline" size="small" aria-label={t('resend_of', { id: messageId })}>
              {t('resend')}
            </Submit>
          </ActionForm>
        )}
      </div>
    </li>
  );
}

interface DeliveryListProps extends Omit<DeliveryProps, 'delivery'> {
  deliveries: DeliveryShown[];
}

/** An endpoint's messages, each with its tries and the way to send it again. */
export function DeliveryList({ deliveries, ...props }: DeliveryListProps) {
  return (
    <ul aria-labelledby="messages" className="divide-y border-t">
      {deliveries.map((delivery) => (
        <Delivery key={delivery.deliveryNo.toString()} delivery={delivery} {...props} />
      ))}
    </ul>
  );
}
