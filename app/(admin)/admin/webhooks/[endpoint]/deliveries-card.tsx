import { randomUUID } from 'node:crypto';
import { Inbox } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FilterChoice, FilterForm, FilterSearch } from '@/components/filter-form';
import { Button } from '@/components/ui/button';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { DELIVERY_STATUSES } from '@/engine/webhooks';
import type { DeliveryPage } from '@/services/webhooks/list-deliveries';
import type { EndpointShown } from '@/services/webhooks/list-endpoints';
import { ExportLink } from '../../export-link';
import { ConfirmForm } from '../../forms/confirm-form';
import { ActionScope } from '../../forms/scope';
import { resendAction, resendDeadAction } from '../actions';
import { addressOf, type DeliveryAsk, endpointAddress, exportAddressOf } from '../address';
import { DeliveryList } from './delivery-list';

interface DeliveriesCardProps {
  endpoint: EndpointShown;
  ask: DeliveryAsk;
  page: DeliveryPage;
  now: Date;
  timezone: string;
}

/** What was sent to an endpoint, or waits to be, a page at a time. */
export function DeliveriesCard({ endpoint, ask, page, now, timezone }: DeliveriesCardProps) {
  const t = useTranslations('webhooks.deliveries');
  const { endpointId, dead, status } = endpoint;
  const { filter, before } = ask;
  return (
    <Card aria-labelledby="messages">
      <CardHeader>
        <CardTitle id="messages">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <div className="flex flex-col gap-4 p-4 sm:p-5">
        <FilterForm
          label={t('label')}
          action={endpointAddress(endpointId)}
          ask={ask}
          className="lg:grid-cols-[minmax(9rem,1fr)_minmax(12rem,1.4fr)_auto]"
          show={t('show')}
        >
          <FilterChoice
            name="status"
            label={t('status')}
            chosen={filter.status}
            any={t('any')}
            choices={DELIVERY_STATUSES.map((each) => ({ value: each, name: t(`statuses.${each}`) }))}
          />
          <FilterSearch
            name="store"
            label={t('store')}
            chosen={filter.merchantId}
            example={t('store_example')}
          />
        </FilterForm>
        <div className="flex flex-wrap items-start justify-between gap-3">
          <ActionScope action={resendDeadAction}>
            {dead > 0 && (
              <ConfirmForm
                id="resend-dead"
                submission={randomUUID()}
                about={{ endpoint: endpointId }}
                open={t('resend_dead')}
                follows={t('dead_follows', { count: dead })}
                submit={t('dead_submit')}
                tone="default"
              />
            )}
          </ActionScope>
          {page.rows.length > 0 && <ExportLink href={exportAddressOf(endpointId, ask)} />}
        </div>
      </div>
      <ActionScope action={resendAction} className="px-4 pb-4 sm:px-5">
        {page.rows.length === 0 ? (
          <EmptyState icon={Inbox} title={t('empty_title')}>
            {t('empty_why')}
          </EmptyState>
        ) : (
          <DeliveryList deliveries={page.rows} isOn={status === 'on'} now={now} timezone={timezone} />
        )}
      </ActionScope>
      {(before !== null || page.next !== null) && (
        <div className="flex flex-wrap gap-3 border-t p-4 sm:p-5">
          {before !== null && (
            <Button asChild variant="outline">
              <Link href={addressOf(endpointId, { filter, before: null })}>{t('newest')}</Link>
            </Button>
          )}
          {page.next !== null && (
            <Button asChild variant="outline" className="ml-auto">
              <Link href={addressOf(endpointId, { filter, before: page.next })}>{t('older')}</Link>
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}
