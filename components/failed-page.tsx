'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from './ui/button';
import { EmptyState } from './ui/empty-state';

/** What a page says that could not be shown. */
export function FailedPage({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  const t = useTranslations('shell.error');
  return (
    <div role="alert" className="rounded-lg border bg-card">
      <EmptyState
        icon={CircleAlert}
        title={t('title')}
        action={<Button onClick={retry}>{t('again')}</Button>}
      >
        {t('what', { digest: digest ?? '–' })}
      </EmptyState>
    </div>
  );
}
