import { randomUUID } from 'node:crypto';
import { Webhook } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { portalDatabase } from '@/services/portal';
import { listEndpoints } from '@/services/webhooks/list-endpoints';
import { allowsPrivateReceivers } from '@/services/webhooks/receiver-address';
import { ActionScope } from '../forms/scope';
import { makeEndpointAction } from './actions';
import { endpointAddress } from './address';
import { EndpointFacts } from './endpoint-facts';
import { EndpointForm } from './endpoint-form';
import { HealthBadge } from './health-badge';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') };
}

/** It has no skeleton on purpose: its forms work without a script too. Its few rows come at once. */
export default async function Webhooks() {
  const actor = await requireActor('webhooks.read');
  const t = await getTranslations('webhooks');
  const { endpoints, timezone } = await listEndpoints(portalDatabase(), actor);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.5fr)_minmax(22rem,1fr)]">
        <Card aria-labelledby="endpoints">
          <CardHeader>
            <CardTitle id="endpoints">{t('list.title')}</CardTitle>
            <CardDescription>{t('list.what', { timezone })}</CardDescription>
          </CardHeader>
          {endpoints.length === 0 ? (
            <EmptyState icon={Webhook} title={t('list.empty_title')}>
              {t('list.empty_why')}
            </EmptyState>
          ) : (
            <ul aria-labelledby="endpoints" className="divide-y">
              {endpoints.map((endpoint) => (
                <li key={endpoint.endpointId} className="flex flex-col gap-3 px-4 py-4 sm:px-5">
                  <div className="flex min-w-0 flex-col gap-0.5">
                    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                      <Link
                        href={endpointAddress(endpoint.endpointId)}
                        prefetch={false}
                        className="font-medium text-primary wrap-anywhere underline underline-offset-4 hover:no-underline"
                      >
                        {endpoint.name}
                      </Link>
                      <HealthBadge health={endpoint.health} />
                    </span>
                    <code className="font-mono text-sm wrap-anywhere text-muted-foreground">
                      {endpoint.url}
                    </code>
                  </div>
                  <EndpointFacts endpoint={endpoint} timezone={timezone} />
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card aria-labelledby="make">
          <CardHeader>
            <CardTitle id="make">{t('form.make_title')}</CardTitle>
            <CardDescription>{t('form.make_what')}</CardDescription>
          </CardHeader>
          <CardContent className="flex flex-col gap-4">
            <ActionScope action={makeEndpointAction}>
              <EndpointForm id="make" submission={randomUUID()} isPrivateAllowed={allowsPrivateReceivers()} />
            </ActionScope>
          </CardContent>
        </Card>
      </div>
    </div>
  );
}
