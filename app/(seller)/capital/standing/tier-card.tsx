import { Check } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { percentText } from '@/components/money-text';
import { Badge } from '@/components/ui/badge';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { StandingView } from '@/services/get-standing';

/** The tiers of the rules ahead, in days and percent, and which of them is the store's. */
export function TierCard({ view }: { view: StandingView }) {
  const t = useTranslations('standing.tiers');
  const names = useTranslations('assessments');
  const locale = useLocale();
  const { rules, merchant } = view;
  return (
    <Card id="tiers" className="scroll-mt-4">
      <CardHeader className="pb-2">
        <CardTitle>{t('title')}</CardTitle>
        <CardDescription>{t('what', { version: String(rules.policyVersion) })}</CardDescription>
      </CardHeader>
      <Table label={t('title')}>
        <TableHeader>
          <TableRow>
            <TableHead>{t('tier')}</TableHead>
            <TableHead className="text-right">{t('score')}</TableHead>
            <TableHead className="text-right">{t('release')}</TableHead>
            <TableHead className="text-right">{t('deposit')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rules.tiers.map((tier) => {
            const isOwn = tier.name === merchant.tier;
            return (
              <TableRow key={tier.name} className={isOwn ? 'bg-primary-soft' : undefined}>
                <TableHead scope="row" className="py-3 align-top text-foreground">
                  <span className="flex flex-wrap items-center gap-2">
                    {names('tier', { tier: tier.name })}
                    {isOwn && (
                      <Badge tone="primary" className="border-primary/40">
                        <Check aria-hidden="true" />
                        {t('yours')}
                      </Badge>
                    )}
                  </span>
                </TableHead>
                <TableCell className="text-right tabular-nums">{tier.min_score}</TableCell>
                <TableCell className="text-right tabular-nums">
                  {t('days', { count: tier.release_after_days })}
                </TableCell>
                <TableCell className="text-right tabular-nums">
                  {percentText(tier.deposit_bps, locale)}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Card>
  );
}
