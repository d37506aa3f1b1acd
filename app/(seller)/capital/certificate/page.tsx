import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { portalDatabase } from '@/services/portal';
import { type Certificate, getCertificate } from '@/services/statements/get-certificate';
import { addressOf, dateIn, textIn } from '../address';
import { AsOfForm } from '../as-of-form';
import { AsOfNotice } from '../as-of-notice';
import { StandingLine } from '../standing-line';
import { CurrencyCards } from './currency-cards';

const PATH = '/capital/certificate';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statements.certificate'))('title') };
}

/** What was released to the store, given back, and is still frozen, as of a date. */
export default async function CertificatePage({ searchParams }: PageProps<'/capital/certificate'>) {
  const actor = await requireSeller('capital.read');
  const params = await searchParams;
  const t = await getTranslations('statements');
  const capital = await getTranslations('capital');
  const certificate = await getCertificate(portalDatabase(), actor, { asOf: dateIn(params, 'as_of') });
  if (certificate === null) notFound();
  const { isOpen, today, currencies } = certificate;
  const asOf = isOpen ? null : certificate.asOf;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t('certificate.title')}
        above={[
          { href: '/capital', title: capital('title') },
          { href: '/capital/statements', title: t('title') },
        ]}
        actions={
          <>
            <AsOfForm path={PATH} keeps={{}} asOf={asOf} today={today} />
            <Button asChild>
              <a href={addressOf(`${PATH}/pdf`, { as_of: certificate.asOf })} download>
                <Download aria-hidden="true" />
                {t('certificate.pdf')}
              </a>
            </Button>
          </>
        }
      >
        <p className="max-w-prose text-muted-foreground">{t('certificate.intro')}</p>
        <StandingLine standing={certificate.standing} today={today} />
      </PageHeader>
      <AsOfNotice asked={textIn(params, 'as_of')} asOf={asOf} today={today} />
      <Identity certificate={certificate} />
      {currencies.length === 0 && <Notice>{t('certificate.empty')}</Notice>}
      {currencies.map((each) => (
        <CurrencyCards key={each.currency} certified={each} asOf={asOf} hasChoice={currencies.length > 1} />
      ))}
    </div>
  );
}

async function Identity({ certificate }: { certificate: Certificate }) {
  const t = await getTranslations('statements.certificate');
  const locale = await getLocale();
  const { number, storeName, merchantId, asOf, openedOn, entryCount, isOpen } = certificate;
  const facts = [
    { name: t('store'), text: storeName === merchantId ? storeName : `${storeName} (${merchantId})` },
    { name: t('as_of'), text: dateWords(asOf, locale) },
    { name: t('opened'), text: dateWords(openedOn, locale) },
    { name: t('entries'), text: new Intl.NumberFormat(locale).format(entryCount) },
  ];
  return (
    <Card aria-labelledby="number-title">
      <CardHeader>
        <CardTitle id="number-title">
          {t('number')} <span className="font-mono tabular-nums break-all">{number}</span>
        </CardTitle>
        <CardDescription>
          {t('number_what')} {isOpen && t('number_open')}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-4">
          {facts.map(({ name, text }) => (
            <div key={name}>
              <dt className="text-muted-foreground">{name}</dt>
              <dd className="font-medium break-words">{text}</dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  );
}
