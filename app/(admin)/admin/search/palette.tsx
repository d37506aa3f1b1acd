'use client';

import { Search } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { LONGEST_SEARCH } from '@/engine/search';
import { Highlighted } from './highlighted';
import type { FoundItem } from './results';
import { useFound } from './use-found';

/** What the palette says by itself; the rest comes with what is found. */
export interface PaletteWords {
  button: string;
  label: string;
  example: string;
  list: string;
  hint: string;
  keys: string;
  failed: string;
  all: string;
  close: string;
}

interface PaletteProps {
  dialog: RefObject<HTMLDialogElement | null>;
  words: PaletteWords;
}

const LINK = 'text-primary underline underline-offset-4 hover:no-underline';

/**
 * The search over the page: the browser's own dialog, which keeps the keyboard inside, closes by Escape and gives the
 * focus back. What is found is a list of links that the arrows go along while the typing goes on.
 */
export function Palette({ dialog, words }: PaletteProps) {
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const { found, isFailed } = useFound(typed);
  const id = useId();
  // Also by a press beside it; React does not know the attribute yet.
  useEffect(() => dialog.current?.setAttribute('closedby', 'any'), [dialog]);
  const items = found?.items ?? [];
  const active = Math.min(chosen, items.length - 1);
  const page = `/admin/search?${new URLSearchParams({ q: typed.trim() })}`;

  const go = (href: string) => {
    dialog.current?.close();
    // The page that is left keeps no focus; the next one is read from its beginning.
    document.getElementById('content')?.focus();
    router.push(href);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || items.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setChosen((active + step + items.length) % items.length);
  };
  return (
    <dialog
      ref={dialog}
      aria-label={words.button}
      onClose={() => setChosen(0)}
      className="mx-auto mt-[max(1rem,10vh)] w-[calc(100%-2rem)] max-w-2xl rounded-lg border bg-card p-0 text-card-foreground shadow-xl backdrop:bg-black/40"
    >
      <form
        action="/admin/search"
        className="flex max-h-[80vh] flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          // Enter before the answer has come is no choice among what was there before it.
          if (found !== null && items[active] !== undefined) go(items[active].href);
          else if (typed.trim() !== '') go(page);
        }}
      >
        <div className="flex items-center gap-2 border-b px-4">
          <Search aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
          <input
            name="q"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setChosen(0);
            }}
            onFocus={(event) => event.target.select()}
            onKeyDown={press}
            role="combobox"
            aria-label={words.label}
            aria-expanded={items.length > 0}
            aria-controls={`${id}list`}
            aria-autocomplete="list"
            aria-activedescendant={items.length > 0 ? `${id}${active}` : undefined}
            placeholder={words.example}
            maxLength={LONGEST_SEARCH}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="go"
            className="h-14 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted-foreground"
          />
          <button
            type="button"
            onClick={() => dialog.current?.close()}
            className="shrink-0 rounded border bg-muted px-1.5 py-0.5 text-xs text-muted-foreground"
          >
            {words.close}
          </button>
        </div>
        <div
          id={`${id}list`}
          role="listbox"
          aria-label={words.list}
          className={cn('min-h-0 overflow-y-auto border-b', items.length === 0 && 'hidden')}
        >
          {items.map((item, index) => (
            <Option
              key={item.href}
              id={`${id}${index}`}
              item={item}
              part={found?.text ?? ''}
              isChosen={index === active}
              onPoint={() => setChosen(index)}
              onGo={() => go(item.href)}
            />
          ))}
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2 text-xs text-muted-foreground">
          <p role="status">{isFailed ? words.failed : (found?.summary ?? words.hint)}</p>
          {items.length === 0 ? (
            <p className="max-sm:hidden">{words.keys}</p>
          ) : (
            <p className="flex flex-wrap gap-x-4 gap-y-1">
              {found?.more.map(({ href, title }) => (
                <Link
                  key={href}
                  href={href}
                  prefetch={false}
                  className={LINK}
                  onNavigate={() => dialog.current?.close()}
                >
                  {title}
                </Link>
              ))}
              <Link href={page} prefetch={false} className={LINK} onNavigate={() => dialog.current?.close()}>
                {words.all}
              </Link>
            </p>
          )}
        </div>
      </form>
    </dialog>
  );
}

interface OptionProps {
  id: string;
  item: FoundItem;
  part: string;
  isChosen: boolean;
  onPoint: () => void;
  onGo: () => void;
}

/** A link, so that it opens elsewhere too; the keyboard stays in the field and goes along the list from there. */
function Option({ id, item, part, isChosen, onPoint, onGo }: OptionProps) {
  const own = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isChosen) own.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <a
      ref={own}
      id={id}
      href={item.href}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      onMouseMove={onPoint}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onGo();
      }}
      className={cn('flex items-baseline gap-3 px-4 py-2.5', isChosen && 'bg-muted')}
    >
      <Badge className={cn('min-w-20 shrink-0 justify-center', isChosen && 'bg-card')}>{item.kind}</Badge>
      <span className="min-w-0">
        <span className="block font-medium break-words">
          <Highlighted text={item.title} part={part} />
        </span>
        <span className="block text-sm break-words text-muted-foreground">
          <Highlighted text={item.detail} part={part} />
        </span>
      </span>
    </a>
  );
}
