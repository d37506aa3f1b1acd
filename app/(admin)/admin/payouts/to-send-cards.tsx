import { CircleCheck, HandCoins } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { FigureCard } from '@/components/figure-card';
import { instantWords } from '@/components/instant-words';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import type { Payouts } from '@/services/payouts/get-payouts';
import { PATH } from './address';

const EXAMPLE = '[{"currency":"EUR","name":"Market GmbH","iban":"DE89370400440532013000","bic":"COBADEFF"}]';

/** What is to be sent, by currency, each with the way to a batch of it. */
export function ToSendCards({ payouts, mayBatch }: { payouts: Payouts; mayBatch: boolean }) {
  const t = useTranslations('payouts');
  const locale = useLocale();
  const waiting = payouts.sums.filter(({ toSendCount }) => toSendCount > 0);
  return (
    <section aria-label={t('to_send.title')} className="flex flex-col gap-4">
      {!payouts.hasPayers && (
        <Notice tone="warn">
          <p className="font-medium">{t('no_payers.title')}</p>
          <p className="wrap-anywhere">{t('no_payers.how', { example: EXAMPLE })}</p>
        </Notice>
      )}
      {waiting.length === 0 && (
        <Card>
          <EmptyState icon={CircleCheck} title={t('to_send.none_title')}>
            {t('to_send.none_why')}
          </EmptyState>
        </Card>
      )}
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {waiting.map(({ currency, toSend, toSendCount, oldestToSend, hasPayer }) => (
          <FigureCard
            key={currency}
            icon={HandCoins}
            tone="primary"
            label={t('to_send.label', { currency })}
            minor={toSend}
            currency={currency}
            href={`${PATH}?place=to_send&currency=${currency}`}
          >
            <p>
              {t('to_send.line', {
                count: toSendCount,
                date: oldestToSend === null ? '' : instantWords(oldestToSend, locale, payouts.timezone).date,
              })}
            </p>
            {!hasPayer && payouts.hasPayers && (
              <p className="mt-1">{t('to_send.table_only', { currency })}</p>
            )}
            {mayBatch && (
              <Button asChild size="small" className="mt-3">
                <Link
                  href={`${PATH}/new?currency=${currency}`}
                  prefetch={false}
                  aria-label={t('to_send.make_of', { currency })}
                >
                  {t('to_send.make')}
                </Link>
              </Button>
            )}
          </FigureCard>
        ))}
      </div>
    </section>
  );
}
