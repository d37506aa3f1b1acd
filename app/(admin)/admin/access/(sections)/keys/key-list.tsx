import { randomUUID } from 'node:crypto';
import { useTranslations } from 'next-intl';
import { Fact, Facts } from '@/components/facts';
import { InstantText } from '@/components/instant-text';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import type { KeyShown } from '@/services/access/list-keys';
import { ConfirmForm } from '../../../forms/confirm-form';
import { MakerName } from '../../person-words';

/** A key runs out at the first instant of the day after its last one; told is the last one. */
function lastMinuteBefore(expiresAt: Date): Date {
  return new Date(expiresAt.getTime() - 60_000);
}

/** What a key is told by: its name, how it begins, and what it may do. */
function KeyName({ apiKey }: { apiKey: KeyShown }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium wrap-anywhere">{apiKey.name}</span>
        {apiKey.scopes.map((scope) => (
          <Badge key={scope} className="font-mono">
            {scope}
          </Badge>
        ))}
      </span>
      <code className="font-mono text-sm text-muted-foreground">
        {apiKey.keyStart}
        <span aria-hidden="true">…</span>
      </code>
    </div>
  );
}

function Made({ apiKey, timezone }: { apiKey: KeyShown; timezone: string }) {
  const t = useTranslations('access.keys.columns');
  return (
    <>
      <Fact name={t('made_by')}>
        <MakerName maker={apiKey.madeBy} name={apiKey.madeByName} />
      </Fact>
      <Fact name={t('made_at')}>
        <InstantText at={apiKey.createdAt} timezone={timezone} />
      </Fact>
    </>
  );
}

function LastUsed({ apiKey, timezone }: { apiKey: KeyShown; timezone: string }) {
  const t = useTranslations('access.keys');
  return (
    <Fact name={t('columns.last_used')}>
      {apiKey.lastUsedAt === null ? (
        t('never_used')
      ) : (
        <InstantText at={apiKey.lastUsedAt} timezone={timezone} />
      )}
    </Fact>
  );
}

/** The keys that work, each with the way to take it back. */
export function KeyList({ keys, timezone }: { keys: KeyShown[]; timezone: string }) {
  const t = useTranslations('access.keys');
  return (
    <ul aria-label={t('good.title')} className="divide-y">
      {keys.map((key) => (
        <li key={key.keyId} className="flex flex-col gap-3 px-4 py-4 sm:px-5">
          <KeyName apiKey={key} />
          <Facts>
            <LastUsed apiKey={key} timezone={timezone} />
            <Fact name={t('columns.expires')}>
              {key.expiresAt === null ? (
                t('no_end')
              ) : (
                <InstantText at={lastMinuteBefore(key.expiresAt)} timezone={timezone} />
              )}
            </Fact>
            <Made apiKey={key} timezone={timezone} />
          </Facts>
          <ConfirmForm
            id={`revoke-${key.keyId}`}
            submission={randomUUID()}
            about={{ key: key.keyId }}
            open={t('revoke')}
            openLabel={t('revoke_of', { name: key.name })}
            follows={t('revoke_follows', { name: key.name })}
            submit={t('revoke_submit')}
            whyOf="key"
          />
        </li>
      ))}
    </ul>
  );
}

interface EndedKeysProps {
  keys: KeyShown[];
  /** Whether there are more than these. */
  hasMore: boolean;
  timezone: string;
}

/** The keys that work no more, out of the way until somebody asks. */
export function EndedKeys({ keys, hasMore, timezone }: EndedKeysProps) {
  const t = useTranslations('access.keys');
  return (
    <Card>
      <details>
        <summary className="px-4 py-3 text-sm font-medium sm:px-5">
          {t('ended.title', { count: keys.length, hasMore: String(hasMore) })}
        </summary>
        <ul aria-label={t('ended.label')} className="divide-y border-t">
          {keys.map((key) => (
            <li key={key.keyId} className="flex flex-col gap-3 px-4 py-4 sm:px-5">
              <KeyName apiKey={key} />
              <Facts>
                <Fact name={t(key.revokedAt === null ? 'ended.expired' : 'ended.revoked')}>
                  <InstantText
                    at={key.revokedAt ?? lastMinuteBefore(key.expiresAt ?? key.createdAt)}
                    timezone={timezone}
                  />
                </Fact>
                <LastUsed apiKey={key} timezone={timezone} />
                <Made apiKey={key} timezone={timezone} />
              </Facts>
            </li>
          ))}
        </ul>
      </details>
    </Card>
  );
}
