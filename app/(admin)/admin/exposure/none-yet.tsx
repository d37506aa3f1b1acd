import { Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';

/** Before there is any money, or any run. */
export function NoneYet() {
  const t = useTranslations('exposure.empty');
  return (
    <Card>
      <EmptyState icon={Hourglass} title={t('title')}>
        {t('why')}
      </EmptyState>
    </Card>
  );
}
