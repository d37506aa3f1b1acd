import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { dateWords } from '@/components/date-words';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import type { Actor } from '@/engine/actor';
import { getPolicyProposal, type PolicyProposalView } from '@/services/policy/get-policy-proposal';
import { portalDatabase } from '@/services/portal';
import { CurrencyHeadline, EnrolledHeadline } from './backtest-headline';
import { PolicyChanges } from './policy-changes';

async function Difference({ view }: { view: PolicyProposalView }) {
  const t = await getTranslations('policy');
  const locale = await getLocale();
  const { proposed, changes, against, isOpen, isLate, revisionNow } = view;
  const { effective_from: from, revision } = proposed;
  const date = from === null ? null : dateWords(from, locale);
  return (
    <Card aria-labelledby="policy-changes">
      <CardHeader className="pb-2">
        <CardTitle id="policy-changes">{t('proposal.changes', { version: against })}</CardTitle>
        <CardDescription>
          {date === null ? t('proposal.at_once') : t('proposal.from', { date })} {t('propose.follows')}
        </CardDescription>
        {isLate && (
          <Notice tone="bad">{t(from === null ? 'refused.date_needed' : 'refused.date_past')}</Notice>
        )}
        {isOpen && proposed.base_version !== against && (
          <Notice tone="warn">
            {t('proposal.base_moved', { base: proposed.base_version, version: against })}
          </Notice>
        )}
        {isOpen && revisionNow !== null && revisionNow !== revision && (
          <Notice tone="warn">
            {t('proposal.draft_moved', { revision: revisionNow, proposed: revision })}
          </Notice>
        )}
      </CardHeader>
      {changes.length === 0 ? (
        <CardContent className="text-sm text-muted-foreground">{t('compare.none')}</CardContent>
      ) : (
        <PolicyChanges
          changes={changes}
          label={t('proposal.changes', { version: against })}
          before={t('compare.before', { version: against })}
          after={t('compare.proposed')}
        />
      )}
    </Card>
  );
}

async function Headline({ view }: { view: PolicyProposalView }) {
  const t = await getTranslations('policy.proposal');
  const backtests = await getTranslations('backtests');
  const locale = await getLocale();
  const { backtest, names } = view;
  if (backtest === null) return <p className="text-sm text-muted-foreground">{t('no_backtest')}</p>;
  const { backtestId, from, to, result } = backtest;
  return (
    <Card aria-labelledby="policy-backtest">
      <CardHeader>
        <CardTitle id="policy-backtest">
          <Link
            href={`/admin/policy/backtests/${backtestId}`}
            className="underline decoration-border decoration-2 underline-offset-4 hover:decoration-primary"
          >
            {t('backtest', { from: dateWords(from, locale), to: dateWords(to, locale) })}
          </Link>
        </CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {result.is_same && <p>{backtests('result.same')}</p>}
        {!result.is_same && (
          <>
            <EnrolledHeadline result={result} names={names} />
            {Object.keys(result.currencies)
              .toSorted()
              .map((currency) => (
                <section key={currency} aria-label={currency} className="flex flex-col gap-1">
                  <h3 className="text-sm font-semibold">{currency}</h3>
                  <CurrencyHeadline result={result} currency={currency} />
                </section>
              ))}
          </>
        )}
      </CardContent>
    </Card>
  );
}

/** What a proposed policy changes, and what it would have done in money; nothing for another kind of proposal. */
export async function PolicyProposal({ actor, proposalId }: { actor: Actor; proposalId: string }) {
  const view = await getPolicyProposal(portalDatabase(), actor, proposalId);
  if (view === null) return null;
  return (
    <>
      <Difference view={view} />
      <Headline view={view} />
    </>
  );
}
