import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { requireActor } from '@/app/actor';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { portalDatabase } from '@/services/portal';
import { getProposal, type ProposalView } from '@/services/proposals/get-proposal';
import { PolicyProposal } from '../../policy/policy-proposal';
import { FollowsView } from '../follows';
import { whatIsProposed } from '../proposal-words';
import { refusalWords } from '../refusal-words';
import { DecisionCard } from './decision-card';
import { DidCard } from './did-card';
import { WhatCard } from './what-card';

type Props = PageProps<'/admin/proposals/[proposal]'>;

/** The proposal of the address; null where there is none. Read once a request. */
const proposalOf = cache(async (segment: string): Promise<ProposalView | null> => {
  const actor = await requireActor('proposals.read');
  return /^[\w-]{1,100}$/.test(segment) ? getProposal(portalDatabase(), actor, segment) : null;
});

async function titleOf({ proposal }: ProposalView): Promise<string> {
  const t = await getTranslations('proposals');
  return whatIsProposed(t, await getLocale(), proposal);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await proposalOf((await params).proposal);
  const t = await getTranslations('proposals');
  if (view === null) return { title: t('unknown.title') };
  const status = t(`statuses.${view.proposal.status}`);
  return { title: t('one.document_title', { what: await titleOf(view), status }) };
}

async function FollowsCard({ view }: { view: ProposalView }) {
  const t = await getTranslations('proposals');
  const { follows, refusedNow, timezone } = view;
  if (follows === null && refusedNow === null) return null;
  return (
    <Card aria-labelledby="follows">
      <CardHeader>
        <CardTitle id="follows">{t('follows.title')}</CardTitle>
        <CardDescription>{t('follows.as_of')}</CardDescription>
      </CardHeader>
      <CardContent>
        {follows !== null && <FollowsView follows={follows} />}
        {refusedNow !== null && (
          <Notice tone="warn">
            <span className="font-medium">{t('one.refused_now')}:</span>{' '}
            {await refusalWords(refusedNow, timezone)}
          </Notice>
        )}
      </CardContent>
    </Card>
  );
}

/** It has no skeleton on purpose: who has no script must be able to decide too. */
export default async function Proposal({ params }: Props) {
  const actor = await requireActor('proposals.read');
  const view = await proposalOf((await params).proposal);
  if (view === null) notFound();
  const t = await getTranslations('proposals');
  const { proposal, did } = view;
  const { merchant } = proposal;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={await titleOf(view)} above={[{ href: '/admin/proposals', title: t('title') }]}>
        <p className="text-muted-foreground">
          {merchant === null ? t('all_stores') : (merchant.name ?? merchant.merchantId)}
        </p>
      </PageHeader>
      <WhatCard view={view} />
      <FollowsCard view={view} />
      {proposal.kind === 'policy' && <PolicyProposal actor={actor} proposalId={proposal.proposalId} />}
      {did !== null && <DidCard did={did} merchantId={merchant?.merchantId ?? null} />}
      {proposal.status === 'open' && <DecisionCard view={view} />}
    </div>
  );
}
