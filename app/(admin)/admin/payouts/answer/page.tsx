import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Card, CardContent } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { PATH } from '../address';
import { AnswerForm } from './answer-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payouts'))('answer.title') };
}

/** It has no skeleton on purpose: its form must work without a script too. */
export default async function AnswerPage() {
  await requireActor('withdrawals.mark');
  const t = await getTranslations('payouts');
  const { payouts } = await getMessages();
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t('answer.title')} above={[{ href: PATH, title: t('title') }]}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('answer.what')}</p>
      </PageHeader>
      <Card>
        <CardContent>
          <NextIntlClientProvider messages={{ payouts }}>
            <AnswerForm />
          </NextIntlClientProvider>
        </CardContent>
      </Card>
    </div>
  );
}
