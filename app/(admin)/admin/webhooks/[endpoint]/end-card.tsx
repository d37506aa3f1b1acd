import { randomUUID } from 'node:crypto';
import { useTranslations } from 'next-intl';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { EndpointShown } from '@/services/webhooks/list-endpoints';
import { ConfirmForm } from '../../forms/confirm-form';
import { ActionScope } from '../../forms/scope';
import { removeEndpointAction, switchEndpointAction } from '../actions';

/** Switches an endpoint off or on, or removes it. */
export function EndCard({ endpoint }: { endpoint: EndpointShown }) {
  const t = useTranslations('webhooks.end');
  const whole = useTranslations('webhooks.endpoint');
  const { endpointId, name, status } = endpoint;
  const isOn = status === 'on';
  return (
    <Card aria-labelledby="end">
      <CardHeader>
        <CardTitle id="end">{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4 text-sm">
        <p className="text-pretty">{isOn ? t('on_what') : whole('off')}</p>
        <ActionScope action={switchEndpointAction}>
          <ConfirmForm
            id="switch"
            submission={randomUUID()}
            about={{ endpoint: endpointId, to: isOn ? 'off' : 'on' }}
            open={t(isOn ? 'switch_off' : 'switch_on')}
            follows={t(isOn ? 'off_follows' : 'on_follows', { name })}
            submit={t(isOn ? 'off_submit' : 'on_submit')}
            tone={isOn ? 'danger' : 'default'}
          />
        </ActionScope>
        <ActionScope action={removeEndpointAction}>
          <ConfirmForm
            id="remove"
            submission={randomUUID()}
            about={{ endpoint: endpointId }}
            open={t('remove')}
            follows={t('remove_follows', { name })}
            submit={t('remove_submit')}
            whyOf="webhook"
          />
        </ActionScope>
      </CardContent>
    </Card>
  );
}
