import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { EntryCard } from '@/app/sign-in/entry-card';
import type { Role } from '@/engine/actor';
import { portalDatabase } from '@/services/portal';
import { readInvitation } from '@/services/sign-in/read-invitation';
import { AcceptForm } from './accept-form';

/** What the page is called names neither the link nor whom it is for. */
export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations('sign_in'))('invitation.title');
  return { title, robots: { index: false, follow: false } };
}

/** What follows from it, said beforehand. */
function leadOf(isNewPerson: boolean, role: Role): 'lead_password' | 'lead_seller' | 'lead_staff' {
  if (!isNewPerson) return 'lead_password';
  return role === 'seller' ? 'lead_seller' : 'lead_staff';
}

/** What a link opens that lets somebody in once: they become a person, or set a new password. */
export default async function Invitation({ params }: PageProps<'/invitation/[token]'>) {
  const { token } = await params;
  const invitation = await readInvitation(portalDatabase(), token);
  if (invitation === null) notFound();
  const t = await getTranslations('sign_in.invitation');
  const roles = await getTranslations('names.roles');
  const { sign_in } = await getMessages();
  const { name, email, role, merchantId, merchantName, isNewPerson } = invitation;
  return (
    <EntryCard
      title={isNewPerson ? t('heading_new') : t('heading_password')}
      lead={t(leadOf(isNewPerson, role))}
    >
      <dl className="mb-5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-b pb-5 text-sm">
        {!isNewPerson && (
          <>
            <dt className="text-muted-foreground">{t('name')}</dt>
            <dd className="break-words">{name}</dd>
          </>
        )}
        <dt className="text-muted-foreground">{t('email')}</dt>
        <dd className="break-words">{email}</dd>
        <dt className="text-muted-foreground">{t('role')}</dt>
        <dd>{roles(role)}</dd>
        {merchantId !== null && (
          <>
            <dt className="text-muted-foreground">{t('store')}</dt>
            <dd className="break-words">{merchantName ?? merchantId}</dd>
          </>
        )}
      </dl>
      <NextIntlClientProvider messages={{ sign_in }}>
        <AcceptForm token={token} email={email} name={isNewPerson ? name : null} />
      </NextIntlClientProvider>
    </EntryCard>
  );
}
