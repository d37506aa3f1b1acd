import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { currentVisitor } from '@/app/actor';
import { wayOn } from '@/app/sign-in/arrive';
import { EntryCard } from '@/app/sign-in/entry-card';
import { nextPath } from '@/app/sign-in/next-path';
import { CodeForm } from './code-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sign_in'))('code.title') };
}

/** The second factor, for whoever has given a right password. */
export default async function SignInCode({ searchParams }: PageProps<'/sign-in/code'>) {
  const asked = await searchParams;
  const next = nextPath(asked.next);
  const visitor = await currentVisitor();
  if (visitor.status !== 'out') redirect(wayOn(visitor, next));
  const t = await getTranslations('sign_in.code');
  const { sign_in } = await getMessages();
  const kind = asked.kind === 'backup' ? 'backup' : 'moment';
  return (
    <EntryCard title={t('title')} lead={t(`lead_${kind}`)}>
      <NextIntlClientProvider messages={{ sign_in }}>
        <CodeForm key={kind} kind={kind} next={next} />
      </NextIntlClientProvider>
    </EntryCard>
  );
}
