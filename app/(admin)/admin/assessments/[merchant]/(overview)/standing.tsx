import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { dateWords } from '@/components/date-words';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import { Badge } from '@/components/ui/badge';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { type CalendarDate, daysBetween } from '@/engine/calendar';
import type { MerchantStanding } from '@/services/get-assessment';

function Item({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-1 border-b py-3 first:pt-0 last:border-b-0 last:pb-0 sm:grid-cols-[10rem_1fr]">
      <dt className="text-sm text-muted-foreground">{name}</dt>
      <dd className="flex min-w-0 flex-col gap-1 text-sm">{children}</dd>
    </div>
  );
}

/** Who the merchant is: its part in early release, and what stands in the way of it. */
export function Standing({ merchant, today }: { merchant: MerchantStanding; today: CalendarDate | null }) {
  const t = useTranslations('assessment.standing');
  const words = useTranslations('assessments');
  const locale = useLocale();
  const said = (date: CalendarDate) => dateWords(date, locale, today);
  const isOverrideOver = merchant.overrideUntil !== null && today !== null && today >= merchant.overrideUntil;
  const { notice, closure, enrolmentSince, tierSince, overrideSince, optedOutSince } = merchant;
  return (
    <Card aria-labelledby="standing-title" id="standing" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="standing-title">{t('title')}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl>
          <Item name={t('id')}>
            <span className="font-mono break-all">{merchant.merchantId}</span>
          </Item>
          <Item name={t('opened')}>
            {today !== null && today > merchant.openedOn
              ? t('opened_age', {
                  date: dateWords(merchant.openedOn, locale),
                  days: words('values.days', { count: daysBetween(merchant.openedOn, today) }),
                })
              : said(merchant.openedOn)}
          </Item>
          <Item name={t('enrolment')}>
            <span className="flex flex-wrap items-center gap-2">
              <EnrolmentBadge enrolment={merchant.enrolment} />
              {enrolmentSince !== null && <span>{t('since', { date: said(enrolmentSince) })}</span>}
            </span>
          </Item>
          {merchant.tier !== null && (
            <Item name={t('tier')}>
              <span className="flex flex-wrap items-center gap-2">
                <Badge>{words('tier', { tier: merchant.tier })}</Badge>
                {tierSince !== null && <span>{t('since', { date: said(tierSince) })}</span>}
              </span>
            </Item>
          )}
          {merchant.overrideDecision !== 'none' && (
            <Item name={t('override')}>
              <span>
                {merchant.overrideDecision === 'eligible' && merchant.overrideTier !== null
                  ? t('override_eligible', { tier: merchant.overrideTier })
                  : t(
                      merchant.overrideDecision === 'eligible'
                        ? 'override_eligible_any'
                        : 'override_ineligible',
                    )}
              </span>
              {merchant.overrideUntil !== null && (
                <span className={isOverrideOver ? 'font-medium' : undefined}>
                  {t(isOverrideOver ? 'override_ended' : 'override_until', {
                    date: said(merchant.overrideUntil),
                  })}
                </span>
              )}
              {overrideSince !== null && !isOverrideOver && (
                <span className="text-muted-foreground">{t('met_since', { date: said(overrideSince) })}</span>
              )}
            </Item>
          )}
          {merchant.isOptedOut && (
            <Item name={t('opted_out')}>
              <span>{t('opted_out_text')}</span>
              {optedOutSince !== null && (
                <span className="text-muted-foreground">{t('met_since', { date: said(optedOutSince) })}</span>
              )}
            </Item>
          )}
          {notice !== null && (
            <Item name={t('notice')}>
              {merchant.enrolment === 'enrolled' ? (
                <span>{t('notice_past', { date: said(notice.on) })}</span>
              ) : (
                <>
                  <span>{t('notice_text', { date: said(notice.on), back: said(notice.depositBackBy) })}</span>
                  {merchant.enrolment === 'cancelled' && (
                    <span>{t('notice_reenrol', { date: said(notice.mayReenrolOn) })}</span>
                  )}
                </>
              )}
            </Item>
          )}
          {closure !== null && (
            <Item name={t('closure')}>
              {t('closure_text', {
                date: said(closure.on),
                reason: closure.reason,
                days: String(closure.releaseDaysAfterShipment),
              })}
            </Item>
          )}
        </dl>
      </CardContent>
    </Card>
  );
}
