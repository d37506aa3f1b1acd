import { Link2Off } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';

/** A link that opens nothing: used, taken back, run out or never made. Which of them is not said. */
export default async function LinkOver() {
  const t = await getTranslations('sign_in.invitation.over');
  return (
    <Card className="mx-auto w-full max-w-md sm:mt-6">
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState
        icon={Link2Off}
        title={t('title')}
        action={
          <Button asChild variant="outline">
            <Link href="/sign-in">{t('sign_in')}</Link>
          </Button>
        }
      >
        {t('what')}
      </EmptyState>
    </Card>
  );
}
