import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** The way to a table's file. A plain link: nothing is exported before somebody asks for it. */
export function ExportLink({ href }: { href: string }) {
  const t = useTranslations('search');
  return (
    <Button asChild variant="outline" size="small">
      <a href={href} download title={t('export_what')}>
        <Download aria-hidden="true" />
        {t('export')}
      </a>
    </Button>
  );
}
