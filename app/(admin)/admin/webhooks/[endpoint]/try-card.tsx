import { randomUUID } from 'node:crypto';
import { useTranslations } from 'next-intl';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { AccessForm, Submit } from '../../access/form';
import { ActionScope } from '../../access/scope';
import { sendTestAction } from '../actions';

/** Tries an endpoint with a message about nobody. */
export function TryCard({ endpointId }: { endpointId: string }) {
  const t = useTranslations('webhooks.try');
  return (
    <Card aria-labelledby="try">
      <CardHeader>
        <CardTitle id="try">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <ActionScope action={sendTestAction}>
          <AccessForm id="test" submission={randomUUID()} about={{ endpoint: endpointId }}>
            <Submit variant="outline">{t('submit')}</Submit>
          </AccessForm>
        </ActionScope>
      </CardContent>
    </Card>
  );
}
