'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Palette, type PaletteWords } from './palette';

/** Fields take the letter that is typed in them. */
function isTypedInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

interface SearchButtonProps {
  words: PaletteWords;
  /** The keys that open it, as the visitor's keyboard names them. */
  keys: string;
}

/** The way to the search, from every page: by the button, by Ctrl or ⌘ with K, by a slash. Without a script, its page. */
export function SearchButton({ words, keys }: SearchButtonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      const isChord = key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey;
      const isSlash = key === '/' && !ctrlKey && !metaKey && !altKey && !isTypedInto(event.target);
      if (event.defaultPrevented || event.isComposing || (!isChord && !isSlash)) return;
      if (isSlash && document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      if (!dialog.current?.open) dialog.current?.showModal();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <form
        action="/admin/search"
        onSubmit={(event) => {
          event.preventDefault();
          dialog.current?.showModal();
        }}
      >
        <Button
          type="submit"
          variant="outline"
          size="small"
          aria-haspopup="dialog"
          aria-keyshortcuts="Control+K Meta+K /"
        >
          <Search aria-hidden="true" />
          <span className="max-sm:sr-only">{words.button}</span>
          <span
            aria-hidden="true"
            className="rounded border bg-muted px-1 font-sans text-xs text-muted-foreground max-sm:hidden"
          >
            {keys}
          </span>
        </Button>
      </form>
      <Palette dialog={dialog} words={words} />
    </>
  );
}
