'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';

/** The codes for a lost phone, to be kept: they are shown once. */
export function BackupCodes({ codes }: { codes: string[] }) {
  const t = useTranslations('account.backup_codes');
  return (
    <div className="flex flex-col items-start gap-3">
      <ol
        aria-label={t('title')}
        className="grid w-full grid-cols-2 gap-x-4 gap-y-1 rounded-md border bg-muted px-4 py-3 font-mono text-sm select-all"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <CopyButton text={codes.join('\n')} label={t('copy')} labelDone={t('copied')} />
    </div>
  );
}
