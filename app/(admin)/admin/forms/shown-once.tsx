'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Input } from '@/components/ui/input';
import type { FormOutcome } from './outcome';

/** A link or a key, the one time that it is shown. */
export function ShownOnce({ secret }: { secret: NonNullable<FormOutcome['secret']> }) {
  const t = useTranslations('access.once');
  const id = useId();
  return (
    <div className="mt-3 flex max-w-2xl flex-col gap-2">
      <label htmlFor={id} className="font-medium">
        {t(`${secret.kind}.label`)}
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <Input
          id={id}
          readOnly
          value={secret.text}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          aria-describedby={`${id}-what`}
          className="min-w-0 flex-1 basis-64 font-mono"
        />
        <CopyButton text={secret.text} label={t('copy')} labelDone={t('copied')} />
      </div>
      <p id={`${id}-what`} className="text-pretty">
        {t(`${secret.kind}.what`)}
      </p>
    </div>
  );
}
