import { randomUUID } from 'node:crypto';
import { useTranslations } from 'next-intl';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { ActionForm, Submit } from '../../forms/form';
import { ActionScope } from '../../forms/scope';
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
          <ActionForm id="test" submission={randomUUID()} about={{ endpoint: endpointId }}>
            <Submit variant="outline">{t('submit')}</Submit>
          </ActionForm>
        </ActionScope>
      </CardContent>
    </Card>
  );
}
