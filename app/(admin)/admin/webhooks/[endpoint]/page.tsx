import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { portalDatabase } from '@/services/portal';
import { listDeliveries } from '@/services/webhooks/list-deliveries';
import { allowsPrivateReceivers } from '@/services/webhooks/receiver-address';
import { ActionScope } from '../../forms/scope';
import { changeEndpointAction } from '../actions';
import { PATH, readAsk } from '../address';
import { EndpointFacts } from '../endpoint-facts';
import { EndpointForm } from '../endpoint-form';
import { HealthBadge } from '../health-badge';
import { DeliveriesCard } from './deliveries-card';
import { EndCard } from './end-card';
import { endpointOf } from './endpoint';
import { SecretCard } from './secret-card';
import { TryCard } from './try-card';

export async function generateMetadata({
  params,
}: PageProps<'/admin/webhooks/[endpoint]'>): Promise<Metadata> {
  const found = await endpointOf((await params).endpoint);
  if (found === null) return { title: (await getTranslations('webhooks.endpoint'))('unknown_title') };
  return { title: found.endpoint.name };
}

/** It has no skeleton on purpose: its forms work without a script too. */
export default async function Endpoint({ params, searchParams }: PageProps<'/admin/webhooks/[endpoint]'>) {
  const actor = await requireActor('webhooks.read');
  const found = await endpointOf((await params).endpoint);
  if (found === null) notFound();
  const { endpoint, secrets, timezone } = found;
  const { endpointId, name, url, events, health, failuresInARow } = endpoint;
  const t = await getTranslations('webhooks');
  const ask = readAsk(await searchParams);
  const page = await listDeliveries(portalDatabase(), actor, { endpointId, ...ask });
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={name} above={[{ href: PATH, title: t('title') }]}>
        <div className="flex flex-wrap items-center gap-2">
          <HealthBadge health={health} />
          <code className="font-mono text-sm wrap-anywhere text-muted-foreground">{url}</code>
        </div>
      </PageHeader>
      {health === 'secret_lost' && <Notice tone="bad">{t('endpoint.secret_lost')}</Notice>}
      {health === 'failing' && <Notice tone="bad">{t('endpoint.failing', { count: failuresInARow })}</Notice>}
      {health === 'off' && <Notice tone="warn">{t('endpoint.off')}</Notice>}
      <Card aria-labelledby="health">
        <CardHeader>
          <CardTitle id="health">{t('endpoint.health')}</CardTitle>
          <CardDescription>{t('list.what', { timezone })}</CardDescription>
        </CardHeader>
        <CardContent>
          <EndpointFacts endpoint={endpoint} timezone={timezone} />
        </CardContent>
      </Card>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card aria-labelledby="change">
          <CardHeader>
            <CardTitle id="change">{t('form.change_title')}</CardTitle>
            <CardDescription>{t('form.change_what')}</CardDescription>
          </CardHeader>
          <CardContent className="flex flex-col gap-4">
            <ActionScope action={changeEndpointAction}>
              <EndpointForm
                id="change"
                submission={randomUUID()}
                isPrivateAllowed={allowsPrivateReceivers()}
                endpoint={{ endpointId, name, url, events }}
              />
            </ActionScope>
          </CardContent>
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          <TryCard endpointId={endpointId} />
          <SecretCard endpointId={endpointId} secrets={secrets} timezone={timezone} />
          <EndCard endpoint={endpoint} />
        </div>
      </div>
      <DeliveriesCard endpoint={endpoint} ask={ask} page={page} now={new Date()} timezone={timezone} />
    </div>
  );
}
