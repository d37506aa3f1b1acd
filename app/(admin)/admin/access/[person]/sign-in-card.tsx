import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fact, Facts } from '@/components/facts';
import { InstantText } from '@/components/instant-text';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { PersonAccess } from '@/services/access/get-person-access';
import { ConfirmForm } from '../../forms/confirm-form';
import { ActionScope } from '../../forms/scope';
import { passwordLinkAction, removeSecondFactorAction, revokeInvitationAction } from '../actions';
import { SecondFactorWord } from '../person-words';

/** The link for a new password: made here, shown once, and taken back. */
function PasswordLink({ person }: { person: PersonAccess }) {
  const t = useTranslations('access.person.sign_in');
  const { openLink, timezone } = person;
  return (
    <>
      <ActionScope action={revokeInvitationAction}>
        {openLink !== null && (
          <div className="flex flex-col items-start gap-2 text-sm">
            <p>
              {t.rich('link_open', { at: () => <InstantText at={openLink.expiresAt} timezone={timezone} /> })}
            </p>
            <ConfirmForm
              id="revoke-link"
              submission={randomUUID()}
              about={{ invitation: openLink.invitationId }}
              open={t('link_revoke')}
              follows={t('link_revoke_follows')}
              submit={t('link_revoke_submit')}
            />
          </div>
        )}
      </ActionScope>
      <ActionScope action={passwordLinkAction}>
        <ConfirmForm
          id="password-link"
          submission={randomUUID()}
          about={{ person: person.personId }}
          open={t('link')}
          follows={t(openLink === null ? 'link_follows' : 'link_again_follows', { name: person.name })}
          submit={t('link_submit')}
          tone="default"
        />
      </ActionScope>
    </>
  );
}

/** How a person proves to be who they are, and what helps them where they cannot. */
export function SignInCard({ person }: { person: PersonAccess }) {
  const t = useTranslations('access.person.sign_in');
  const people = useTranslations('access.people');
  const isHelped = !person.isYou && person.endedAt === null;
  return (
    <Card aria-labelledby="sign-in">
      <CardHeader>
        <CardTitle id="sign-in">{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <Facts className="flex-col">
          <Fact name={t('last')}>
            {person.lastSignInAt === null ? (
              people('never')
            ) : (
              <InstantText at={person.lastSignInAt} timezone={person.timezone} />
            )}
          </Fact>
          <Fact name={t('second_factor')}>
            <SecondFactorWord person={person} />
          </Fact>
        </Facts>
        {person.isYou && !person.isDemo && (
          <p className="text-sm text-pretty text-muted-foreground">
            {t.rich('yours', {
              account: (text) => (
                <Link href="/account" className="text-primary underline underline-offset-4">
                  {text}
                </Link>
              ),
            })}
          </p>
        )}
        {isHelped && (
          <ActionScope action={removeSecondFactorAction}>
            {person.hasSecondFactor && (
              <ConfirmForm
                id="second-factor"
                submission={randomUUID()}
                about={{ person: person.personId }}
                open={t('remove')}
                follows={t(person.role === 'seller' ? 'remove_follows_seller' : 'remove_follows_staff')}
                submit={t('remove_submit')}
                whyOf="second_factor"
              />
            )}
          </ActionScope>
        )}
        {isHelped && !person.isDemo && <PasswordLink person={person} />}
      </CardContent>
    </Card>
  );
}
