import { Hourglass } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { Card } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { getValue } from '@/services/get-value';
import { portalDatabase } from '@/services/portal';
import { addressOf, textIn } from '../address';
import { ValueFigures } from './value-figures';
import { ValueMonths } from './value-months';

const PATH = '/capital/value';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('value'))('title') };
}

/** What early release has brought this store, measured from its record. */
export default async function ValuePage({ searchParams }: PageProps<'/capital/value'>) {
  const actor = await requireSeller('capital.read');
  const params = await searchParams;
  const t = await getTranslations('value');
  const capital = await getTranslations('capital');
  const value = await getValue(portalDatabase(), actor, { currency: textIn(params, 'currency') });
  const isEmpty = value === null || value.months.length === 0;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t('title')}
        above={[{ href: '/capital', title: capital('title') }]}
        actions={
          value !== null &&
          value.currencies.length > 1 && (
            <ChoiceLinks
              label={capital('currency')}
              choices={value.currencies.map((each) => ({
                name: each,
                href: addressOf(PATH, { currency: each }),
                isChosen: each === value.currency,
              }))}
            />
          )
        }
      >
        <p className="max-w-prose text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      {isEmpty ? (
        <Card>
          <EmptyState icon={Hourglass} title={t('empty.title')}>
            {t('empty.why')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <ValueFigures all={value.all} currency={value.currency} />
          <ValueMonths months={value.months} currency={value.currency} />
        </>
      )}
    </div>
  );
}
