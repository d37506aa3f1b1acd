import { Scale } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { type Actor, mayDo } from '@/engine/actor';
import { type Decisions as DecisionsOf, getDecisions } from '@/services/assessments/get-decisions';
import { portalDatabase } from '@/services/portal';

async function Override({ decisions }: { decisions: DecisionsOf }) {
  const t = await getTranslations('assessment.decisions');
  const locale = await getLocale();
  const { override, timezone, today } = decisions;
  if (override === null) return <p className="text-sm text-muted-foreground">{t('no_override')}</p>;
  const until = override.until === null ? null : dateWords(override.until, locale, today);
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={override.isOver ? 'neutral' : 'primary'}>
          <Scale aria-hidden="true" />
          {t(override.isOver ? 'over' : 'in_force')}
        </Badge>
        <span className="font-medium">
          {override.tier === null
            ? t(`override.${override.decision}`)
            : t('override.eligible_tier', { tier: override.tier })}
        </span>
      </p>
      <p>{until === null ? t('no_end') : t(override.isOver ? 'ended_on' : 'ends_on', { date: until })}</p>
      {override.by === null ? (
        <p className="text-muted-foreground">{t('before_two')}</p>
      ) : (
        <>
          <p className="text-muted-foreground">
            {t('by', {
              proposer: override.by.proposer,
              approver: override.by.approver,
              date: instantWords(override.by.approvedAt, locale, timezone).date,
            })}{' '}
            <Link
              href={`/admin/proposals/${encodeURIComponent(override.by.proposalId)}`}
              className="text-primary underline underline-offset-4"
            >
              {t('see')}
            </Link>
          </p>
          <blockquote className="max-w-prose border-l-2 pl-3 whitespace-pre-wrap text-muted-foreground">
            {override.by.why}
          </blockquote>
        </>
      )}
    </div>
  );
}

/** The override in force, what waits for an approver, and the ways to propose something. */
export async function Decisions({ actor, merchantId }: { actor: Actor; merchantId: string }) {
  const t = await getTranslations('assessment.decisions');
  const kinds = await getTranslations('proposals.kinds');
  const locale = await getLocale();
  const decisions = await getDecisions(portalDatabase(), actor, merchantId);
  if (decisions === null) return null;
  const merchant = encodeURIComponent(merchantId);
  const ways = [
    { name: t('propose.override'), href: `/admin/proposals/new/override?merchant=${merchant}` },
    { name: t('propose.adjustment'), href: `/admin/proposals/new/adjustment?merchant=${merchant}` },
    ...decisions.owing.map((currency) => ({
      name: t('propose.write_off', { currency }),
      href: `/admin/proposals/new/write_off?merchant=${merchant}&currency=${currency}`,
    })),
  ];
  return (
    <Card aria-labelledby="decisions-title" id="decisions" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="decisions-title">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        <Override decisions={decisions} />
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-medium">{t('open')}</h3>
          {decisions.open.length === 0 ? (
            <p className="text-sm text-muted-foreground">{t('no_open')}</p>
          ) : (
            <ul className="flex flex-col gap-2 text-sm">
              {decisions.open.map((proposal) => (
                <li key={proposal.proposalId} className="flex flex-wrap gap-x-2">
                  <Link
                    href={`/admin/proposals/${encodeURIComponent(proposal.proposalId)}`}
                    className="font-medium text-primary underline underline-offset-4"
                  >
                    {kinds(proposal.kind)}
                  </Link>
                  <span className="text-muted-foreground">
                    {t('proposed', {
                      name: proposal.proposedBy,
                      date: instantWords(proposal.proposedAt, locale, decisions.timezone).date,
                    })}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <Link
            href={`/admin/proposals?merchant=${merchant}`}
            className="w-fit text-sm text-primary underline underline-offset-4"
          >
            {t('all')}
          </Link>
        </section>
        {mayDo(actor, 'proposals.make') && (
          <div className="flex flex-wrap gap-2">
            {ways.map((way) => (
              <Button key={way.href} asChild variant="outline" size="small">
                <Link href={way.href}>{way.name}</Link>
              </Button>
            ))}
          </div>
        )}
      </CardContent>
    </Card>
  );
}
