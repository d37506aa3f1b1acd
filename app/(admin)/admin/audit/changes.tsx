import { useTranslations } from 'next-intl';
import type { FieldChange } from '@/components/field-changes';
import { useValueWords } from './use-value-words';

/** So many fields stand in the row itself; more of them open beneath. */
const SHOWN = 5;

function Lines({ changes, timezone }: { changes: FieldChange[]; timezone: string }) {
  const t = useTranslations('audit');
  const words = useValueWords(timezone);
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map(({ path, said, before, after }) => (
        <li key={path.join('.')} className="wrap-anywhere">
          <span className="text-muted-foreground">{t('field', { name: words.field(path) })}</span>
          {said === 'in_both' && (
            <>
              <span>{words.value(path, before)}</span>
              <span aria-hidden="true" className="text-muted-foreground">
                {' → '}
              </span>
              <span className="sr-only"> {t('becomes')} </span>
            </>
          )}
          <span className={said === 'in_both' ? 'font-medium' : undefined}>
            {words.value(path, said === 'before' ? before : after)}
          </span>
          {said === 'before' && <span className="text-muted-foreground"> {t('before_only')}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Changes, a line a field. */
export function Changes({ changes, timezone }: { changes: FieldChange[]; timezone: string }) {
  const t = useTranslations('audit');
  // One more is not worth a door.
  const shown = changes.length <= SHOWN + 1 ? changes : changes.slice(0, SHOWN);
  const rest = changes.slice(shown.length);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Lines changes={shown} timezone={timezone} />
      {rest.length > 0 && (
        <details>
          <summary className="w-fit text-primary underline underline-offset-4">
            {t('more', { count: rest.length })}
          </summary>
          <Lines changes={rest} timezone={timezone} />
        </details>
      )}
    </div>
  );
}
