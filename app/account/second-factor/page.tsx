import { LogOut } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { currentVisitor, requireActor } from '@/app/actor';
import { EntryCard } from '@/app/sign-in/entry-card';
import { Button } from '@/components/ui/button';
import { portalDatabase } from '@/services/portal';
import { getAccount } from '@/services/sign-in/get-account';
import { signOutAction } from '../actions';
import { SetForm } from './set-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('set.title') };
}

/** Where a second factor is set; staff who have none get no further than here. */
export default async function SecondFactor() {
  const actor = await requireActor('account.own');
  const visitor = await currentVisitor();
  if (visitor.status === 'out') redirect('/sign-in');
  const t = await getTranslations('account.set');
  const { account: texts, sign_in } = await getMessages();
  const ask = { sessionId: visitor.sessionId, now: new Date() };
  const account = await getAccount(portalDatabase(), actor, ask);
  if (account.isDemo || account.hasSecondFactor) redirect('/account');
  const isNeeded = visitor.status === 'needs_second_factor';
  return (
    <EntryCard title={t('title')} lead={t(isNeeded ? 'why_staff' : 'why')}>
      <div className="flex flex-col gap-5">
        <NextIntlClientProvider messages={{ account: texts, sign_in }}>
          <SetForm />
        </NextIntlClientProvider>
        {isNeeded ? (
          <form action={signOutAction}>
            <Button type="submit" variant="ghost" className="w-full">
              <LogOut aria-hidden="true" />
              {t('sign_out')}
            </Button>
          </form>
        ) : (
          <Button asChild variant="ghost" className="w-full">
            <Link href="/account">{t('back')}</Link>
          </Button>
        )}
      </div>
    </EntryCard>
  );
}
