import { randomUUID } from 'node:crypto';
import { MonitorSmartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fact, Facts } from '@/components/facts';
import { InstantText } from '@/components/instant-text';
import { Badge } from '@/components/ui/badge';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import type { PersonAccess } from '@/services/access/get-person-access';
import type { SessionShown } from '@/services/sign-in/living-sessions';
import { ConfirmForm } from '../../forms/confirm-form';
import { ActionScope } from '../../forms/scope';
import { endSessionsAction } from '../actions';

function Session({ session, person }: { session: SessionShown; person: PersonAccess }) {
  const t = useTranslations('access.person.sessions');
  const device = session.device ?? t('unknown_device');
  return (
    <li className="flex flex-col gap-2 py-4 first:pt-0">
      <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
        <MonitorSmartphone aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
        {device}
        {session.isThis && <Badge tone="primary">{t('this')}</Badge>}
      </p>
      <Facts>
        <Fact name={t('address')}>{session.address ?? t('unknown_address')}</Fact>
        <Fact name={t('since')}>
          <InstantText at={session.since} timezone={person.timezone} />
        </Fact>
        <Fact name={t('last_seen')}>
          <InstantText at={session.lastSeenAt} timezone={person.timezone} />
        </Fact>
      </Facts>
      <ConfirmForm
        id={`session-${session.sessionId}`}
        submission={randomUUID()}
        about={{ person: person.personId, session: session.sessionId }}
        open={t('end')}
        openLabel={t('end_of', { device })}
        follows={t(session.isThis ? 'end_this_follows' : 'end_follows', { name: person.name, device })}
        submit={t('end_submit')}
      />
    </li>
  );
}

/** Where a person is signed in now. */
export function SessionsCard({ person }: { person: PersonAccess }) {
  const t = useTranslations('access.person.sessions');
  const { sessions } = person;
  return (
    <Card aria-labelledby="sessions">
      <CardHeader>
        <CardTitle id="sessions">{t('title')}</CardTitle>
        <CardDescription>{t('what', { timezone: person.timezone })}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <ActionScope action={endSessionsAction}>
          {sessions.length === 0 && <p className="text-sm text-muted-foreground">{t('none')}</p>}
          {sessions.length > 0 && (
            <ul aria-label={t('title')} className="divide-y">
              {sessions.map((session) => (
                <Session key={session.sessionId} session={session} person={person} />
              ))}
            </ul>
          )}
          {sessions.length > 1 && (
            <ConfirmForm
              id="all-sessions"
              submission={randomUUID()}
              about={{ person: person.personId }}
              open={t('end_all')}
              follows={t('end_all_follows', { name: person.name, count: sessions.length })}
              submit={t('end_all_submit')}
            />
          )}
        </ActionScope>
      </CardContent>
    </Card>
  );
}
