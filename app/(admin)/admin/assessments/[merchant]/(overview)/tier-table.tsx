import { Check } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { percentText } from '@/components/money-text';
import { Badge } from '@/components/ui/badge';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Scorecard } from '@/services/scorecard';

/** The tiers of that policy version, and which of them the score makes. */
export function TierTable({ card }: { card: Scorecard }) {
  const t = useTranslations('assessment.tiers');
  const names = useTranslations('assessments');
  const locale = useLocale();
  return (
    <Card>
      <CardHeader className="pb-2">
        <CardTitle>{t('title')}</CardTitle>
        <CardDescription>{t('what', { version: String(card.policyVersion) })}</CardDescription>
      </CardHeader>
      <Table label={t('title')}>
        <TableHeader>
          <tr>
            <TableHead>{t('tier')}</TableHead>
            <TableHead className="text-right">{t('min_score')}</TableHead>
            <TableHead className="text-right">{t('release')}</TableHead>
            <TableHead className="text-right">{t('deposit')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {card.tiers.map((tier) => {
            const isByScore = tier.name === card.tierByScore;
            const isGiven = tier.name === card.tierAfter && card.isEligible;
            return (
              <TableRow key={tier.name} className={isByScore || isGiven ? 'bg-primary-soft' : undefined}>
                <TableHead scope="row" className="py-3 align-top text-foreground">
                  <span className="flex flex-wrap items-center gap-2">
                    {names('tier', { tier: tier.name })}
                    {isByScore && (
                      <Badge tone="primary" className="border-primary/40">
                        <Check aria-hidden="true" />
                        {t('by_score')}
                      </Badge>
                    )}
                    {isGiven && !isByScore && <Badge>{t('after')}</Badge>}
                  </span>
                </TableHead>
                <TableCell className="text-right tabular-nums">{tier.minScore}</TableCell>
                <TableCell className="text-right tabular-nums">
                  {t('days', { count: tier.releaseAfterDays })}
                </TableCell>
                <TableCell className="text-right tabular-nums">
                  {percentText(tier.depositBps, locale)}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      {card.tierByScore === null && (
        <p className="border-t px-4 py-3 text-sm sm:px-5">{t('below', { score: card.score })}</p>
      )}
    </Card>
  );
}
