import { useLocale, useTranslations } from 'next-intl';
import { moneyText, percentText } from '@/components/money-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import type { PolicyValue } from '@/engine/policy-read';

interface PolicyValuesProps {
  version: number;
  values: PolicyValue[];
  currency: string;
}

/** The values of the policy that a decision read. */
export function PolicyValues({ version, values, currency }: PolicyValuesProps) {
  const t = useTranslations('why');
  const accounts = useTranslations('accounts');
  const reasons = useTranslations('names.refund_reasons');
  const locale = useLocale();
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'long' });
  const words = (value: PolicyValue) => {
    switch (value.as) {
      case 'days':
        return t('policy.days', { count: value.value });
      case 'share':
        return percentText(value.bps, locale);
      case 'cap':
        return value.minor === null ? t('policy.no_cap') : moneyText(value.minor, currency, locale);
      case 'sources':
        return list.format(value.list.map((source) => accounts(`${source}.name` as never)));
      case 'reasons':
        return list.format(value.list.map((reason) => reasons(reason as never)));
    }
  };
  return (
    <Card aria-labelledby="policy-title">
      <CardHeader>
        <CardTitle id="policy-title">{t('entry.policy')}</CardTitle>
        <CardDescription>
          {t('entry.policy_version', { version })} {values.length === 0 && t('entry.no_policy')}
        </CardDescription>
      </CardHeader>
      {values.length > 0 && (
        <CardContent>
          <dl className="flex flex-col gap-2 text-sm">
            {values.map((value) => (
              <div key={value.name} className="flex flex-wrap justify-between gap-x-6">
                <dt className="text-muted-foreground">{t(`policy.${value.name}` as never)}</dt>
                <dd className="font-medium">{words(value)}</dd>
              </div>
            ))}
          </dl>
        </CardContent>
      )}
    </Card>
  );
}
