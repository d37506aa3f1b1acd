import { randomUUID } from 'node:crypto';
import { Info } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { currentVisitor, requireActor } from '@/app/actor';
import { Badge } from '@/components/ui/badge';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { findSellers } from '@/services/access/find-sellers';
import { getPersonAccess } from '@/services/access/get-person-access';
import { listAccessChanges } from '@/services/audit/list-audit';
import { portalDatabase } from '@/services/portal';
import { ChangeList } from '../change-list';
import { PersonBadges, RoleBadge } from '../person-words';
import { FEW_STORES } from '../stores';
import { EndCard } from './end-card';
import { RoleCard } from './role-card';
import { SessionsCard } from './sessions-card';
import { SignInCard } from './sign-in-card';

const CHANGES_SHOWN = 50;

/** The person of the address; null where there is none. Read once a request. */
const personOf = cache(async (segment: string) => {
  const actor = await requireActor('access.read');
  const visitor = await currentVisitor();
  let personId = segment;
  try {
    personId = decodeURIComponent(segment);
  } catch {
    // A text that no address can hold is nobody's id.
  }
  if (personId.includes('\0')) return null;
  const sessionId = visitor.status === 'out' ? null : visitor.sessionId;
  return getPersonAccess(portalDatabase(), actor, { personId, sessionId });
});

export async function generateMetadata({ params }: PageProps<'/admin/access/[person]'>): Promise<Metadata> {
  const person = await personOf((await params).person);
  const t = await getTranslations('access');
  return { title: person === null ? t('unknown.title') : t('person.document_title', { name: person.name }) };
}

/** It has no skeleton on purpose: who has no script must be able to end somebody's access too. */
export default async function PersonAccess({ params }: PageProps<'/admin/access/[person]'>) {
  const actor = await requireActor('access.read');
  const person = await personOf((await params).person);
  if (person === null) notFound();
  const t = await getTranslations('access');
  const { sellers, hasMore } = await findSellers(portalDatabase(), actor, '', FEW_STORES);
  const changes = await listAccessChanges(portalDatabase(), actor, CHANGES_SHOWN, {
    person: person.personId,
  });
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={person.name} above={[{ href: '/admin/access', title: t('title') }]}>
        <div className="flex flex-wrap items-center gap-2">
          <RoleBadge role={person.role} tone="primary" />
          {person.isYou && <Badge>{t('person.you')}</Badge>}
          <PersonBadges person={person} />
          <span className="text-sm wrap-anywhere text-muted-foreground">{person.email}</span>
        </div>
      </PageHeader>
      {person.isDemo && (
        <p className="flex max-w-prose items-start gap-2 text-sm text-muted-foreground">
          <Info aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {t('person.demo_what')}
        </p>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <RoleCard person={person} stores={hasMore ? [] : sellers} submission={randomUUID()} />
          <SignInCard person={person} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <SessionsCard person={person} />
          <EndCard person={person} />
        </div>
      </div>
      <Card aria-labelledby="changes">
        <CardHeader className="pb-2">
          <CardTitle id="changes">{t('person.changes.title')}</CardTitle>
          <CardDescription>
            {t('person.changes.what', { count: CHANGES_SHOWN, timezone: changes.timezone })}
          </CardDescription>
        </CardHeader>
        {changes.rows.length === 0 ? (
          <CardContent className="text-sm text-muted-foreground">{t('person.changes.none')}</CardContent>
        ) : (
          <ChangeList label={t('person.changes.title')} rows={changes.rows} timezone={changes.timezone} />
        )}
      </Card>
    </div>
  );
}
