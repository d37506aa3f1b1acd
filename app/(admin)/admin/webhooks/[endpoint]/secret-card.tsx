import { randomUUID } from 'node:crypto';
import { useTranslations } from 'next-intl';
import { Fact, Facts } from '@/components/facts';
import { InstantText } from '@/components/instant-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import type { SecretShown } from '@/services/webhooks/list-endpoints';
import { ConfirmForm } from '../../forms/confirm-form';
import { ActionScope } from '../../forms/scope';
import { renewSecretAction } from '../actions';

const OVERLAPS = ['day', 'none'] as const;

interface SecretCardProps {
  endpointId: string;
  secrets: SecretShown[];
  timezone: string;
}

/** What messages are signed with, and the way to another. */
export function SecretCard({ endpointId, secrets, timezone }: SecretCardProps) {
  const t = useTranslations('webhooks.secret');
  return (
    <Card aria-labelledby="secret">
      <CardHeader>
        <CardTitle id="secret">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4 text-sm">
        <ActionScope action={renewSecretAction}>
          <Facts>
            {secrets.map(({ secretNo, createdAt, expiresAt }) => (
              <Fact key={secretNo} name={t(expiresAt === null ? 'newest' : 'until')}>
                <InstantText at={expiresAt ?? createdAt} timezone={timezone} />
              </Fact>
            ))}
          </Facts>
          <ConfirmForm
            id="renew"
            submission={randomUUID()}
            about={{ endpoint: endpointId }}
            open={t('renew')}
            follows={t('follows')}
            submit={t('submit')}
            tone="default"
          >
            <fieldset className="flex flex-col gap-2">
              <legend className="mb-1.5 font-medium">{t('overlap')}</legend>
              {OVERLAPS.map((overlap) => (
                <label key={overlap} className="flex items-center gap-3">
                  <input
                    type="radio"
                    name="overlap"
                    value={overlap}
                    defaultChecked={overlap === 'day'}
                    className="size-4 shrink-0 accent-primary"
                  />
                  {t(`overlaps.${overlap}`)}
                </label>
              ))}
            </fieldset>
          </ConfirmForm>
        </ActionScope>
      </CardContent>
    </Card>
  );
}
