import { randomUUID } from 'node:crypto';
import { MailOpen } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { findSellers } from '@/services/access/find-sellers';
import { listInvitations } from '@/services/access/list-invitations';
import { portalDatabase } from '@/services/portal';
import { ActionScope } from '../../../forms/scope';
import { inviteAction, revokeInvitationAction } from '../../actions';
import { FEW_STORES } from '../../stores';
import { InvitationList } from './invitation-list';
import { InviteForm } from './invite-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.invitations'))('document_title') };
}

/** It has no skeleton on purpose: who has no script must be able to invite somebody too. Its few rows come at once. */
export default async function Invitations() {
  const actor = await requireActor('access.read');
  const t = await getTranslations('access.invitations');
  const now = new Date();
  const { invitations, timezone } = await listInvitations(portalDatabase(), actor, now);
  const { sellers, hasMore } = await findSellers(portalDatabase(), actor, '', FEW_STORES);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.5fr)_minmax(22rem,1fr)]">
      <Card aria-labelledby="open-links">
        <CardHeader>
          <CardTitle id="open-links">{t('open.title')}</CardTitle>
          <CardDescription>{t('open.what', { timezone })}</CardDescription>
        </CardHeader>
        <ActionScope action={revokeInvitationAction} className="px-4 pt-4 sm:px-5">
          {invitations.length === 0 ? (
            <EmptyState icon={MailOpen} title={t('open.empty_title')}>
              {t('open.empty_why')}
            </EmptyState>
          ) : (
            <InvitationList invitations={invitations} now={now} timezone={timezone} />
          )}
        </ActionScope>
      </Card>
      <Card aria-labelledby="invite-title" id="invite" className="scroll-mt-4">
        <CardHeader>
          <CardTitle id="invite-title">{t('invite.title')}</CardTitle>
          <CardDescription>{t('invite.what')}</CardDescription>
        </CardHeader>
        <CardContent className="flex flex-col gap-4">
          <ActionScope action={inviteAction}>
            <InviteForm submission={randomUUID()} stores={hasMore ? [] : sellers} />
          </ActionScope>
        </CardContent>
      </Card>
    </div>
  );
}
