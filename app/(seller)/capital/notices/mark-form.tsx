'use client';

import { Check, CheckCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { type Marked, markNoticesAction } from './actions';

const Marking = createContext<{ send: (form: FormData) => void; isPending: boolean } | null>(null);

/** Where notices are marked as read: how many were is said at the head. */
export function MarkScope({ children }: { children: ReactNode }) {
  const t = useTranslations('notices');
  const [marked, send, isPending] = useActionState<Marked | null, FormData>(markNoticesAction, null);
  return (
    <Marking value={{ send, isPending }}>
      <p role="status" className="text-sm text-muted-foreground empty:hidden">
        {marked !== null && t('marked', { count: marked.count })}
      </p>
      {children}
    </Marking>
  );
}

/** Marks one notice as read. */
export function MarkOne({ notice, title }: { notice: string; title: string }) {
  const t = useTranslations('notices');
  const marking = use(Marking);
  return (
    <form action={marking?.send}>
      <input type="hidden" name="notice" value={notice} />
      <Button
        type="submit"
        variant="outline"
        size="small"
        disabled={marking?.isPending}
        aria-label={t('mark_of', { title })}
      >
        <Check aria-hidden="true" />
        {t('mark')}
      </Button>
    </form>
  );
}

/** Marks all as read that stood on the page or before: what came meanwhile stays unread. */
export function MarkAll({ upTo }: { upTo: string }) {
  const t = useTranslations('notices');
  const marking = use(Marking);
  return (
    <form action={marking?.send}>
      <input type="hidden" name="up_to" value={upTo} />
      <Button type="submit" variant="outline" disabled={marking?.isPending}>
        <CheckCheck aria-hidden="true" />
        {t('mark_all')}
      </Button>
    </form>
  );
}
