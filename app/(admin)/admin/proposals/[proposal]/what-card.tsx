import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Fact, Facts } from '@/components/facts';
import { instantWords } from '@/components/instant-words';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { ProposalView } from '@/services/proposals/get-proposal';
import { StatusBadge } from '../proposal-words';

function Linked({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="text-primary underline underline-offset-4">
      {children}
    </Link>
  );
}

/** Who decides, or who has decided, in one sentence. */
function Decision({ view }: { view: ProposalView }) {
  const t = useTranslations('proposals.one');
  const locale = useLocale();
  const { proposal, timezone } = view;
  const { status, decider, decidedAt, decisionWhy, proposer } = proposal;
  if (status === 'open' || decider === null || decidedAt === null)
    return proposal.isMine ? t('waits_yours') : t('waits', { name: proposer.name });
  return (
    <>
      {t(`decided.${status}`, { name: decider.name, ...instantWords(decidedAt, locale, timezone) })}
      {decisionWhy !== null && (
        <blockquote className="mt-2 border-l-2 pl-3 whitespace-pre-line">
          <span className="block text-xs text-muted-foreground">
            {t('decision_why', { name: decider.name })}
          </span>
          {decisionWhy}
        </blockquote>
      )}
    </>
  );
}

/** What is proposed, by whom, and why. */
export function WhatCard({ view }: { view: ProposalView }) {
  const t = useTranslations('proposals');
  const locale = useLocale();
  const { proposal, timezone } = view;
  const { merchant, orderId, proposer, proposedAt, why, status, policy } = proposal;
  return (
    <Card aria-labelledby="what">
      <CardHeader>
        <CardTitle id="what">{t('one.what')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4 text-sm">
        <Facts>
          <Fact name={t('one.kind')}>{t(`kinds.${proposal.kind}`)}</Fact>
          {merchant !== null && (
            <Fact name={t('one.store')}>
              <Linked href={`/admin/assessments/${encodeURIComponent(merchant.merchantId)}`}>
                {merchant.name ?? merchant.merchantId}
              </Linked>
            </Fact>
          )}
          {orderId !== null && (
            <Fact name={t('one.order')}>
              <Linked href={`/admin/orders/${encodeURIComponent(orderId)}`}>{orderId}</Linked>
            </Fact>
          )}
          <Fact name={t('one.proposed')}>
            {t('one.proposed_by', { name: proposer.name, ...instantWords(proposedAt, locale, timezone) })}
          </Fact>
          <Fact name={t('one.status')}>
            <StatusBadge status={status} />
          </Fact>
        </Facts>
        <div>
          <h3 className="text-xs text-muted-foreground">{t('one.why')}</h3>
          <p className="max-w-prose text-base text-pretty whitespace-pre-line wrap-anywhere">{why}</p>
        </div>
        <div className="max-w-prose text-pretty">
          <Decision view={view} />
        </div>
        {policy !== null && (
          <p>
            {t('one.policy')}{' '}
            <Linked href={`/admin/policy/drafts/${encodeURIComponent(policy.draftId)}`}>
              {t('one.policy_link')}
            </Linked>
          </p>
        )}
      </CardContent>
    </Card>
  );
}
