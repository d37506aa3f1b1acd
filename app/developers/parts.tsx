import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';

/** The parts of the page, in their order; each is a place in its address. */
export const PARTS = [
  'first',
  'calls',
  'facts',
  'answers',
  'reading',
  'repeating',
  'limits',
  'problems',
  'webhooks',
] as const;

/** A part of the page. */
export function Part({ part, children }: { part: (typeof PARTS)[number]; children: ReactNode }) {
  const t = useTranslations('developers.sections');
  return (
    <Card id={part} aria-labelledby={`${part}-title`} className="scroll-mt-4 pb-4">
      <CardHeader>
        <CardTitle id={`${part}-title`} className="text-xl">
          {t(part)}
        </CardTitle>
      </CardHeader>
      {children}
    </Card>
  );
}

/** What a sentence of the messages is given, so that names of the API stand out in it. */
export const RICH = { c: (chunks: ReactNode) => <Name>{chunks}</Name> };

/** A name of the API's, or a value, as programs write it. */
export function Name({ children }: { children: ReactNode }) {
  return (
    <code dir="ltr" lang="en" className="rounded bg-muted px-1 py-0.5 font-mono text-[0.9em] break-words">
      {children}
    </code>
  );
}

export function Prose({ children }: { children: ReactNode }) {
  return <p className="max-w-prose px-4 pt-3 text-pretty sm:px-5">{children}</p>;
}

interface ListingProps {
  /** What it is, for who cannot see where it stands. */
  label: string;
  text: string;
}

/** Lines as they are typed or answered; long ones scroll, by the keyboard too. */
export function Listing({ label, text }: ListingProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: it groups no fields
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-md bg-muted p-3"
    >
      <pre dir="ltr" lang="en" className="font-mono text-xs">
        {text}
      </pre>
    </div>
  );
}

/** What need not be seen at once. */
export function More({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="w-fit py-1 text-sm text-primary underline underline-offset-4">{title}</summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
