'use client';

import { CalendarPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { changeFeeds, type FeedOutcome } from './actions';

interface ShownFeed {
  feedId: string;
  /** The id of the form that ends it. */
  submission: string;
  madeOn: string;
  language: string;
  read: string;
}

const TONES = { done: 'good', repeated: 'warn', refused: 'bad' } as const;

/** What came of the last form, and where the reader then is. */
function Outcome({ outcome }: { outcome: FeedOutcome }) {
  const t = useTranslations('statements.feed');
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const { status, text, address } = outcome;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer anew, even where it says the same
  useEffect(() => box.current?.focus(), [outcome.id]);
  return (
    <div ref={box} tabIndex={-1} role={status === 'refused' ? 'alert' : 'status'}>
      <Notice tone={TONES[status]}>
        {text}
        {address !== null && (
          <div className="mt-3 flex flex-col gap-2">
            <label htmlFor={id} className="font-medium">
              {t('address')}
            </label>
            <Input
              id={id}
              readOnly
              value={address}
              autoComplete="off"
              spellCheck={false}
              onFocus={(event) => event.currentTarget.select()}
              aria-describedby={`${id}-how`}
              className="font-mono"
            />
            <CopyButton text={address} label={t('copy')} labelDone={t('copied')} />
            <p id={`${id}-how`} className="text-pretty">
              {t('how')}
            </p>
          </div>
        )}
      </Notice>
    </div>
  );
}

/** Makes a calendar address, and ends those that there are. */
export function FeedForms({ feeds, submission }: { feeds: ShownFeed[]; submission: string }) {
  const t = useTranslations('statements.feed');
  const [outcome, send, isPending] = useActionState<FeedOutcome | null, FormData>(changeFeeds, null);
  return (
    <div className="flex flex-col gap-4">
      {outcome !== null && <Outcome key={outcome.id} outcome={outcome} />}
      {feeds.length === 0 ? (
        <p className="text-sm text-muted-foreground">{t('none')}</p>
      ) : (
        <ul aria-label={t('list')} className="flex flex-col divide-y rounded-md border">
          {feeds.map((feed) => (
            <li key={feed.feedId} className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
              <span className="min-w-0">
                <span className="block font-medium">{t('made_on', { date: feed.madeOn })}</span>
                <span className="block text-muted-foreground">
                  {feed.language}
                  {' · '}
                  {feed.read}
                </span>
              </span>
              <form action={send}>
                <input type="hidden" name="submission" value={feed.submission} />
                <input type="hidden" name="feed" value={feed.feedId} />
                <Button
                  type="submit"
                  variant="outline"
                  size="small"
                  disabled={isPending}
                  aria-label={t('end_label', { date: feed.madeOn })}
                >
                  {t('end')}
                </Button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form action={send}>
        <input type="hidden" name="submission" value={submission} />
        <Button type="submit" disabled={isPending}>
          <CalendarPlus aria-hidden="true" />
          {isPending ? t('pending') : t('make')}
        </Button>
      </form>
    </div>
  );
}
