import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { type Actor, mayDo } from '@/engine/actor';
import { listNotes } from '@/services/notes/list-notes';
import { portalDatabase } from '@/services/portal';
import { NoteList } from '../notes/note-list';

const SHOWN = 3;

/** The newest notes on the store, and the way to all of them and to writing one. */
export async function LatestNotes({ actor, merchantId }: { actor: Actor; merchantId: string }) {
  const t = await getTranslations('notes');
  const page = await listNotes(portalDatabase(), actor, merchantId, { limit: SHOWN });
  if (page === null) return null;
  const href = `/admin/assessments/${encodeURIComponent(merchantId)}/notes`;
  return (
    <Card aria-labelledby="notes-title" id="notes" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="notes-title">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {page.notes.length === 0 ? (
          <p className="text-sm text-muted-foreground">{t('none')}</p>
        ) : (
          <NoteList notes={page.notes} timezone={page.timezone} />
        )}
        <Button asChild variant="outline" size="small" className="self-start">
          <Link href={href}>{t(mayDo(actor, 'notes.write') ? 'all_and_write' : 'all')}</Link>
        </Button>
      </CardContent>
    </Card>
  );
}
