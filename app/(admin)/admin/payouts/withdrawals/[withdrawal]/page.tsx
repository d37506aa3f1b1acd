import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo, type PersonActor } from '@/engine/actor';
import { getPayout, type PayoutDetail } from '@/services/payouts/get-payout';
import { portalDatabase } from '@/services/portal';
import { markReturnedAction, markSentAction } from '../../actions';
import { batchAddress, entryAddress, PATH, storeAddress } from '../../address';
import { Fact, Facts } from '../../facts';
import { InstantText } from '../../instant-text';
import { MarkForm } from '../../mark-form';
import { PlaceBadge } from '../../place-badge';

type WithdrawalProps = PageProps<'/admin/payouts/withdrawals/[withdrawal]'>;

const link = 'text-primary underline underline-offset-2 hover:no-underline';

async function read(
  params: WithdrawalProps['params'],
): Promise<{ actor: PersonActor; payout: PayoutDetail; amount: string }> {
  const actor = await requireActor('payouts.read');
  const payout = await getPayout(portalDatabase(), actor, decodeURIComponent((await params).withdrawal));
  if (payout === null) notFound();
  return { actor, payout, amount: moneyText(payout.amountMinor, payout.currency, await getLocale()) };
}

export async function generateMetadata({ params }: WithdrawalProps): Promise<Metadata> {
  const { amount } = await read(params);
  return { title: (await getTranslations('payouts'))('one.title', { amount }) };
}

async function Known({ payout }: { payout: PayoutDetail }) {
  const t = await getTranslations('payouts.one.facts');
  const { merchantId, merchantName, place, timezone, kind, ending, batchId, messageId } = payout;
  const { sentAt, returnedAt, returnReason, entrySeq, returnEntrySeq } = payout;
  return (
    <Facts>
      <Fact name={t('place')}>
        <PlaceBadge place={place} />
      </Fact>
      <Fact name={t('store')}>
        <Link href={storeAddress(merchantId)} prefetch={false} className={link}>
          {merchantName ?? merchantId}
        </Link>
      </Fact>
      <Fact name={t('asked')}>
        <InstantText at={payout.askedAt} timezone={timezone} /> {t('asked_by', { name: payout.askedByName })}
      </Fact>
      <Fact name={t('holder')}>{payout.holderName}</Fact>
      <Fact name={t('bank')}>
        {payout.bankName} ({payout.country})
      </Fact>
      <Fact name={t('number')}>
        {t(kind === 'iban' ? 'number_iban' : 'number_account', { ending })}
        {payout.bic !== null && `, ${t('bic')} ${payout.bic}`}
      </Fact>
      {batchId !== null && (
        <Fact name={t('batch')}>
          <Link href={batchAddress(batchId)} prefetch={false} className={link}>
            {messageId}
          </Link>
        </Fact>
      )}
      {sentAt !== null && (
        <Fact name={t('sent')}>
          <InstantText at={sentAt} timezone={timezone} />
        </Fact>
      )}
      {returnedAt !== null && (
        <Fact name={t('returned')}>
          <InstantText at={returnedAt} timezone={timezone} />
        </Fact>
      )}
      {returnReason !== null && <Fact name={t('reason')}>{returnReason}</Fact>}
      <Fact name={t('payment')}>
        <code className="text-xs">{payout.endToEndId}</code>
      </Fact>
      <Fact name={t('entry')}>
        <span className="flex flex-col">
          {entrySeq !== null && (
            <Link href={entryAddress(merchantId, entrySeq)} prefetch={false} className={link}>
              {t('entry_out')}
            </Link>
          )}
          {returnEntrySeq !== null && (
            <Link href={entryAddress(merchantId, returnEntrySeq)} prefetch={false} className={link}>
              {t('entry_back')}
            </Link>
          )}
        </span>
      </Fact>
    </Facts>
  );
}

async function Mark({ payout, amount }: { payout: PayoutDetail; amount: string }) {
  const t = await getTranslations('payouts.one.mark');
  const { payouts } = await getMessages();
  const { withdrawalId, place, bankName, ending } = payout;
  const store = payout.merchantName ?? payout.merchantId;
  const about = { withdrawal: withdrawalId };
  return (
    <Card aria-labelledby="mark">
      <CardHeader>
        <CardTitle id="mark">{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {place === 'returned' ? (
          <p className="text-sm">{t('final')}</p>
        ) : (
          <NextIntlClientProvider messages={{ payouts }}>
            {place !== 'sent' && (
              <MarkForm
                action={markSentAction}
                about={about}
                open={t('sent')}
                follows={t('sent_follows', { amount, bank: bankName, ending, store })}
                submit={t('sent_do', { amount })}
              />
            )}
            <MarkForm
              action={markReturnedAction}
              about={about}
              open={t('returned')}
              follows={t('returned_follows', { amount, store })}
              submit={t('returned_do', { amount })}
              tone="danger"
              asksWhy
            />
          </NextIntlClientProvider>
        )}
      </CardContent>
    </Card>
  );
}

/** One withdrawal, with what it made in the books; marked here. It has no skeleton on purpose: it has forms. */
export default async function WithdrawalPage({ params }: WithdrawalProps) {
  const { actor, payout, amount } = await read(params);
  const t = await getTranslations('payouts');
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t('one.title', { amount })} above={[{ href: PATH, title: t('title') }]} />
      <Card>
        <CardContent>
          <Known payout={payout} />
        </CardContent>
      </Card>
      {mayDo(actor, 'withdrawals.mark') && <Mark payout={payout} amount={amount} />}
    </div>
  );
}
