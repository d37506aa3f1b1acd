import { MonitorSmartphone } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Account } from '@/services/sign-in/get-account';

type Session = Account['sessions'][number];

function Since({ at, now }: { at: Date; now: Date }) {
  const format = useFormatter();
  return <time dateTime={at.toISOString()}>{format.relativeTime(at, now)}</time>;
}

function SessionItem({ session, now }: { session: Session; now: Date }) {
  const t = useTranslations('account.sessions');
  const { sessionId, address, since, lastSeenAt, isThis } = session;
  const device = session.device ?? t('unknown_device');
  // A session that has taken another's place was last seen as that one.
  const seenAt = lastSeenAt > since ? lastSeenAt : since;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <MonitorSmartphone aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5 text-sm">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {device}
          {isThis && <Badge tone="good">{t('this')}</Badge>}
        </p>
        <p className="break-words text-muted-foreground">
          {address ? `${t('from', { address })} · ` : ''}
          {t.rich('since', { at: () => <Since at={since} now={now} /> })}
          {' · '}
          {isThis ? t('in_use') : t.rich('seen', { at: () => <Since at={seenAt} now={now} /> })}
        </p>
      </div>
      {!isThis && (
        <Button
          type="submit"
          name="session"
          value={sessionId}
          variant="outline"
          size="small"
          aria-label={t('end_one', { device })}
        >
          {t('end')}
        </Button>
      )}
    </li>
  );
}

/** Where one is signed in, with a button to end each but this one. */
export function SessionList({ sessions, now }: { sessions: Session[]; now: Date }) {
  const t = useTranslations('account.sessions');
  const others = sessions.filter(({ isThis }) => !isThis).length;
  return (
    <>
      <ul aria-label={t('title')} className="divide-y">
        {sessions.map((session) => (
          <SessionItem key={session.sessionId} session={session} now={now} />
        ))}
      </ul>
      {others > 0 && (
        <Button type="submit" name="session" value="others" variant="outline" className="self-start">
          {t('end_others', { count: others })}
        </Button>
      )}
    </>
  );
}
