import { randomUUID } from 'node:crypto';
import { useTranslations } from 'next-intl';
import { InstantText } from '@/components/instant-text';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { PersonAccess } from '@/services/access/get-person-access';
import { ConfirmForm } from '../../forms/confirm-form';
import { ActionScope } from '../../forms/scope';
import { endOrRestoreAction } from '../actions';
import { fixedRole } from './role-card';

/** Ends a person's access, or gives it again. */
export function EndCard({ person }: { person: PersonAccess }) {
  const t = useTranslations('access.person.end');
  const { endedAt, name, personId, timezone } = person;
  const fixed = fixedRole(person);
  return (
    <Card aria-labelledby="end">
      <CardHeader>
        <CardTitle id="end">{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4 text-sm">
        <ActionScope action={endOrRestoreAction}>
          {endedAt !== null && (
            <>
              <p>{t.rich('ended', { at: () => <InstantText at={endedAt} timezone={timezone} /> })}</p>
              <ConfirmForm
                id="restore"
                submission={randomUUID()}
                about={{ person: personId, to: 'active' }}
                open={t('restore')}
                follows={t('restore_follows', { name })}
                submit={t('restore_submit')}
                tone="default"
              />
            </>
          )}
          {endedAt === null && <p>{t('has')}</p>}
          {endedAt === null && fixed !== null && (
            <p className="text-pretty text-muted-foreground">{t(`fixed.${fixed}`)}</p>
          )}
          {endedAt === null && fixed === null && (
            <ConfirmForm
              id="end-access"
              submission={randomUUID()}
              about={{ person: personId, to: 'ended' }}
              open={t('end')}
              follows={t('end_follows', { name })}
              submit={t('end_submit')}
              whyOf="end"
            />
          )}
        </ActionScope>
      </CardContent>
    </Card>
  );
}
