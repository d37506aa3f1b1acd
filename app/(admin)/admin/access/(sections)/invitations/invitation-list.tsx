import { randomUUID } from 'node:crypto';
import { KeyRound, UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fact, Facts } from '@/components/facts';
import { InstantText } from '@/components/instant-text';
import type { OpenInvitation } from '@/services/access/list-invitations';
import { ConfirmForm } from '../../../forms/confirm-form';
import { PersonLink } from '../../person-link';
import { MakerName, RoleBadge } from '../../person-words';
import { useTimeLeft } from '../../use-time-left';

interface InvitationProps {
  invitation: OpenInvitation;
  /** How long it works yet, in words. */
  left: string;
  timezone: string;
}

function Invitation({ invitation, left, timezone }: InvitationProps) {
  const t = useTranslations('access.invitations.open');
  const { invitationId, name, email, role, merchantId, personId, expiresAt } = invitation;
  const Icon = personId === null ? UserPlus : KeyRound;
  return (
    <li className="flex flex-col gap-3 px-4 py-4 sm:px-5">
      <div className="flex min-w-0 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {personId === null ? (
            <span className="font-medium wrap-anywhere">{name}</span>
          ) : (
            <PersonLink id={personId} className="font-medium">
              {name}
            </PersonLink>
          )}
          <RoleBadge role={role} />
        </span>
        <span className="text-sm wrap-anywhere text-muted-foreground">{email}</span>
      </div>
      <Facts>
        <Fact name={t('columns.what')}>
          <span className="inline-flex items-center gap-1.5">
            <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
            {t(personId === null ? 'new_person' : 'new_password')}
          </span>
        </Fact>
        {merchantId !== null && <Fact name={t('columns.store')}>{merchantId}</Fact>}
        <Fact name={t('columns.left')}>
          <span className="tabular-nums">{left}</span>
          <span className="text-muted-foreground">
            {' '}
            {t.rich('until', { at: () => <InstantText at={expiresAt} timezone={timezone} /> })}
          </span>
        </Fact>
        <Fact name={t('columns.by')}>
          <MakerName maker={invitation.invitedBy} name={invitation.invitedByName} />
        </Fact>
      </Facts>
      <ConfirmForm
        id={`revoke-${invitationId}`}
        submission={randomUUID()}
        about={{ invitation: invitationId }}
        open={t('revoke')}
        openLabel={t('revoke_of', { name })}
        follows={t('revoke_follows', { name })}
        submit={t('revoke_submit')}
      />
    </li>
  );
}

interface InvitationListProps {
  invitations: OpenInvitation[];
  now: Date;
  timezone: string;
}

/** The links that let somebody in now, each with the way to take it back. */
export function InvitationList({ invitations, now, timezone }: InvitationListProps) {
  const t = useTranslations('access.invitations.open');
  const left = useTimeLeft(now);
  return (
    <ul aria-label={t('title')} className="divide-y">
      {invitations.map((invitation) => (
        <Invitation
          key={invitation.invitationId}
          invitation={invitation}
          left={left(invitation.expiresAt)}
          timezone={timezone}
        />
      ))}
    </ul>
  );
}
