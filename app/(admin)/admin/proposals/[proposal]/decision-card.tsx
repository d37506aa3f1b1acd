import { NextIntlClientProvider, useMessages, useTranslations } from 'next-intl';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { LEAST_WHY_CHARACTERS } from '@/engine/proposals';
import type { ProposalView } from '@/services/proposals/get-proposal';
import { useWhatIsProposed } from '../proposal-words';
import { DecisionForm } from './decision-form';

/** What the reader can do about an open proposal, or why nothing. */
export function DecisionCard({ view }: { view: ProposalView }) {
  const t = useTranslations('proposals.decide');
  const { proposals } = useMessages();
  const say = useWhatIsProposed();
  const { proposal, may, isOwn, refusedNow, mark } = view;
  const { proposalId: id } = proposal;
  const least = LEAST_WHY_CHARACTERS;
  return (
    <Card aria-labelledby="decision">
      <CardHeader>
        <CardTitle id="decision">{t(may.withdraw ? 'withdraw_title' : 'title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        {isOwn && <Notice tone="warn">{t('own')}</Notice>}
        {!isOwn && !may.decide && !may.withdraw && (
          <p className="text-sm text-muted-foreground">{t('not_yours')}</p>
        )}
        <NextIntlClientProvider messages={{ proposals: { decide: proposals.decide } }}>
          {may.decide && (
            <>
              {refusedNow === null && (
                <DecisionForm
                  to="approved"
                  proposal={id}
                  {...(mark === null ? {} : { seen: mark })}
                  open={t('approve')}
                  follows={
                    <>
                      <p className="font-medium">{say(proposal)}</p>
                      <p>{t(proposal.kind === 'policy' ? 'approve_policy' : 'approve_follows')}</p>
                    </>
                  }
                  submit={t('approve_do', { what: say(proposal) })}
                  why={{ label: t('note'), hint: t('note_hint', { least }), isNeeded: false }}
                />
              )}
              <DecisionForm
                to="declined"
                proposal={id}
                open={t('decline')}
                follows={t('decline_follows')}
                submit={t('decline_do')}
                why={{
                  label: t('decline_why'),
                  hint: t('decline_why_hint', { least }),
                  example: t('decline_example'),
                  isNeeded: true,
                }}
              />
            </>
          )}
          {may.withdraw && (
            <DecisionForm
              to="withdrawn"
              proposal={id}
              open={t('withdraw')}
              follows={t('withdraw_follows')}
              submit={t('withdraw_do')}
            />
          )}
        </NextIntlClientProvider>
      </CardContent>
    </Card>
  );
}
