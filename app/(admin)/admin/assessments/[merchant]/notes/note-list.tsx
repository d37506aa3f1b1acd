import { useLocale, useTranslations } from 'next-intl';
import { instantWords } from '@/components/instant-words';
import type { Note } from '@/services/notes/list-notes';

/** Notes, newest first, as they were written. */
export function NoteList({ notes, timezone }: { notes: Note[]; timezone: string }) {
  const t = useTranslations('notes');
  const roles = useTranslations('names.roles');
  const locale = useLocale();
  return (
    <ol aria-label={t('title')} className="flex flex-col divide-y">
      {notes.map((note) => {
        const { date, time } = instantWords(note.writtenAt, locale, timezone);
        return (
          <li key={note.noteId.toString()} className="flex flex-col gap-1 py-4 first:pt-0 last:pb-0">
            <p className="text-sm text-muted-foreground">
              {t.rich('by', {
                name: () => <span className="font-medium text-foreground">{note.by.name}</span>,
                role: roles(note.by.role),
                at: () => <time dateTime={note.writtenAt.toISOString()}>{`${date} ${time}`}</time>,
              })}
            </p>
            <p className="max-w-prose text-sm break-words whitespace-pre-wrap">{note.text}</p>
          </li>
        );
      })}
    </ol>
  );
}
