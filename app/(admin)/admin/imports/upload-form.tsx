import { randomUUID } from 'node:crypto';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MOST_UPLOAD_MB, type UploadRefusal } from '@/engine/imports';
import { UPLOAD_PATH } from './address';

/** Brings a file, as the platform sends it: it works without a script, and the file comes in as it is read. */
export function UploadForm({ refused }: { refused: UploadRefusal | null }) {
  const t = useTranslations('imports.upload');
  return (
    <form action={UPLOAD_PATH} method="post" encType="multipart/form-data" className="flex flex-col gap-4">
      {/* Before the file, for what comes in is read in its order. */}
      <input type="hidden" name="submission" value={randomUUID()} />
      <Field
        id="file"
        label={t('file')}
        hint={t('hint', { most: MOST_UPLOAD_MB })}
        problem={refused === null ? undefined : t(`refused.${refused}`, { most: MOST_UPLOAD_MB })}
      >
        {(control) => (
          <Input
            {...control}
            name="file"
            type="file"
            required
            accept=".csv,.tsv,.txt,.ndjson,.jsonl,.gz,text/csv,application/gzip"
            className="h-auto max-w-xl py-2"
          />
        )}
      </Field>
      <Button type="submit" className="self-start">
        {t('submit')}
      </Button>
    </form>
  );
}
