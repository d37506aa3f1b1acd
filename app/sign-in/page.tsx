import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { currentVisitor } from '@/app/actor';
import { portalDatabase } from '@/services/portal';
import { listDemoPeople } from '@/services/sign-in/sign-in-demo';
import { wayOn } from './arrive';
import { DemoPeople } from './demo-people';
import { EntryCard } from './entry-card';
import { nextPath } from './next-path';
import { PasswordForm } from './password-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sign_in'))('title') };
}

/** It has no skeleton on purpose: one must come in without a script too. */
export default async function SignIn({ searchParams }: PageProps<'/sign-in'>) {
  const next = nextPath((await searchParams).next);
  const visitor = await currentVisitor();
  if (visitor.status !== 'out') redirect(wayOn(visitor, next));
  const t = await getTranslations('sign_in');
  const { sign_in } = await getMessages();
  const people = await listDemoPeople(portalDatabase());
  return (
    <>
      <EntryCard title={t('heading')} lead={t('what')}>
        <NextIntlClientProvider messages={{ sign_in }}>
          <PasswordForm next={next} />
        </NextIntlClientProvider>
      </EntryCard>
      {people.length > 0 && <DemoPeople people={people} next={next} />}
    </>
  );
}
