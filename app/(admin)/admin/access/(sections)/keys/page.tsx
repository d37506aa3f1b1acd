import { randomUUID } from 'node:crypto';
import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { listKeys } from '@/services/access/list-keys';
import { portalDatabase } from '@/services/portal';
import { ActionScope } from '../../../forms/scope';
import { makeKeyAction, revokeKeyAction } from '../../actions';
import { EndedKeys, KeyList } from './key-list';
import { MakeKeyForm } from './make-key-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.keys'))('document_title') };
}

/** It has no skeleton on purpose: who has no script must be able to revoke a key too. Its few rows come at once. */
export default async function Keys() {
  const actor = await requireActor('access.read');
  const t = await getTranslations('access.keys');
  const developers = await getTranslations('developers');
  const { good, ended, hasMoreEnded, today, timezone } = await listKeys(portalDatabase(), actor);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.5fr)_minmax(22rem,1fr)]">
      <div className="flex min-w-0 flex-col gap-5">
        <Card aria-labelledby="good-keys">
          <CardHeader>
            <CardTitle id="good-keys">{t('good.title')}</CardTitle>
            <CardDescription>{t('good.what', { timezone })}</CardDescription>
          </CardHeader>
          <ActionScope action={revokeKeyAction} className="px-4 pt-4 sm:px-5">
            {good.length === 0 ? (
              <EmptyState icon={KeyRound} title={t('good.empty_title')}>
                {t('good.empty_why')}
              </EmptyState>
            ) : (
              <KeyList keys={good} timezone={timezone} />
            )}
          </ActionScope>
        </Card>
        {ended.length > 0 && <EndedKeys keys={ended} hasMore={hasMoreEnded} timezone={timezone} />}
      </div>
      <Card aria-labelledby="make-key">
        <CardHeader>
          <CardTitle id="make-key">{t('make.title')}</CardTitle>
          <CardDescription>{t('make.what')}</CardDescription>
        </CardHeader>
        <CardContent className="flex flex-col gap-4">
          <p className="text-sm">
            <Link href="/developers" className="text-primary underline underline-offset-2 hover:no-underline">
              {developers('link')}
            </Link>
          </p>
          <ActionScope action={makeKeyAction}>
            <MakeKeyForm submission={randomUUID()} today={today} timezone={timezone} />
          </ActionScope>
        </CardContent>
      </Card>
    </div>
  );
}
