import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Fact, Facts } from '@/components/facts';
import { moneyText } from '@/components/money-text';
import { Card, CardContent } from '@/components/ui/card';
import type { OrderGround, StoreGround } from '@/services/proposals/get-proposal-ground';
import { useOverrideWords } from '../../follows-override';
import type { NewKind } from './kinds';

interface SubjectCardProps {
  kind: NewKind;
  store: StoreGround;
  order: OrderGround | null;
}

/** What a proposal is about, as the books have it now. */
export function SubjectCard({ kind, store, order }: SubjectCardProps) {
  const t = useTranslations('proposals.new');
  const enrolments = useTranslations('names.enrolment');
  const states = useTranslations('names.order_states');
  const locale = useLocale();
  const sayOverride = useOverrideWords();
  const { merchantId, name, enrolment, tier, override } = store;
  const link = 'text-primary underline underline-offset-4';
  return (
    <Card aria-label={t('store')}>
      <CardContent className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <Facts>
          <Fact name={t('store')}>
            <Link href={`/admin/assessments/${encodeURIComponent(merchantId)}`} className={link}>
              {name ?? merchantId}
            </Link>
          </Fact>
          <Fact name={t('standing')}>
            {tier === null
              ? enrolments(enrolment)
              : t('standing_tier', { enrolment: enrolments(enrolment), tier })}
          </Fact>
          {kind === 'override' && <Fact name={t('override_now')}>{sayOverride(override)}</Fact>}
          {order !== null && (
            <Fact name={t('order')}>
              <Link href={`/admin/orders/${encodeURIComponent(order.orderId)}`} className={link}>
                {order.orderId}
              </Link>
              {`, ${moneyText(order.amountMinor, order.currency, locale)}, ${states(order.state)}`}
            </Fact>
          )}
        </Facts>
        <Link href={`/admin/proposals/new/${kind}`} className={`${link} text-sm`}>
          {t(order === null ? 'change_store' : 'change_order')}
        </Link>
      </CardContent>
    </Card>
  );
}
