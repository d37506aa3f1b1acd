import { LogOut } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { currentVisitor, requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card, CardContent } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { portalDatabase } from '@/services/portal';
import { getAccount } from '@/services/sign-in/get-account';
import { signOutAction } from './actions';
import { ChangePasswordForm } from './change-password-form';
import { MoveForm } from './move-form';
import { RenewForm } from './renew-form';
import { SessionList } from './session-list';
import { SessionsForm } from './sessions-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

function Part({
  id,
  title,
  what,
  children,
}: {
  id: string;
  title: string;
  what: string;
  children: ReactNode;
}) {
  return (
    <Card aria-labelledby={id}>
      <CardContent className="flex flex-col gap-5 sm:p-6">
        <div className="flex flex-col gap-1">
          <h2 id={id} className="text-lg font-semibold leading-snug">
            {title}
          </h2>
          <p className="text-sm text-pretty text-muted-foreground">{what}</p>
        </div>
        {children}
      </CardContent>
    </Card>
  );
}

function Facts({ facts }: { facts: [name: string, value: string][] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="font-medium break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One's own account. It has no skeleton on purpose: its forms must work without a script too. */
export default async function OwnAccount() {
  const actor = await requireActor('account.own');
  const visitor = await currentVisitor();
  if (visitor.status === 'out') redirect('/sign-in');
  const t = await getTranslations('account');
  const roles = await getTranslations('names.roles');
  const { account: texts, sign_in } = await getMessages();
  const now = new Date();
  const account = await getAccount(portalDatabase(), actor, { sessionId: visitor.sessionId, now });
  const { name, email, role, merchantId, merchantName, isDemo, hasSecondFactor, sessions } = account;
  return (
    <NextIntlClientProvider messages={{ account: texts, sign_in }}>
      <div className="mx-auto flex w-full max-w-2xl flex-col gap-5">
        <PageHeader title={t('title')} />
        <Card aria-label={t('who.title')}>
          <CardContent className="flex flex-col gap-5 sm:p-6">
            <Facts
              facts={[
                [t('who.name'), name],
                [t('who.email'), email],
                [t('who.role'), roles(role)],
                ...(merchantId === null
                  ? []
                  : ([[t('who.store'), merchantName ?? merchantId]] as [string, string][])),
              ]}
            />
            <form action={signOutAction}>
              <Button type="submit" variant="outline">
                <LogOut aria-hidden="true" />
                {t('who.sign_out')}
              </Button>
            </form>
          </CardContent>
        </Card>
        {isDemo ? (
          <Notice>{t('demo')}</Notice>
        ) : (
          <>
            <Part id="password" title={t('password.title')} what={t('password.what')}>
              <ChangePasswordForm email={email} />
            </Part>
            <Part
              id="second-factor"
              title={t('second_factor.title')}
              what={hasSecondFactor ? t('second_factor.is_set') : t('second_factor.is_not_set')}
            >
              {hasSecondFactor ? (
                <div className="flex flex-col gap-3">
                  <MoveForm />
                  <RenewForm />
                  <p className="text-sm text-pretty text-muted-foreground">
                    {t(role === 'administrator' ? 'second_factor.lost_own' : 'second_factor.lost')}
                  </p>
                </div>
              ) : (
                <Button asChild className="self-start">
                  <Link href="/account/second-factor">{t('second_factor.set')}</Link>
                </Button>
              )}
            </Part>
          </>
        )}
        <Part
          id="sessions"
          title={t('sessions.title')}
          what={t(isDemo ? 'sessions.what_demo' : 'sessions.what')}
        >
          <SessionsForm>
            <SessionList sessions={sessions} now={now} />
          </SessionsForm>
        </Part>
      </div>
    </NextIntlClientProvider>
  );
}
