import { Compass } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';

export default async function UnknownPerson() {
  const t = await getTranslations('access.unknown');
  return (
    <Card>
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState
        icon={Compass}
        title={t('title')}
        action={
          <Button asChild>
            <Link href="/admin/access">{t('back')}</Link>
          </Button>
        }
      >
        {t('what')}
      </EmptyState>
    </Card>
  );
}
