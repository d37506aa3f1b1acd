import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import type { Values } from './values';

export const SECTIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const MOST_TEXTS = 12;

interface SectionProps {
  section: (typeof SECTIONS)[number];
  values: Values;
  /** Between what leads to it and its notes: its tables. */
  children?: ReactNode;
  /** After its notes. */
  after?: ReactNode;
  example?: string;
}

/** A section of the rules, with its place in the address. */
export function Section({ section, values, children, after, example }: SectionProps) {
  const t = useTranslations('rules');
  // How many texts a section has is the messages' to say.
  const textsOf = (part: 'lead' | 'notes') =>
    Array.from({ length: MOST_TEXTS }, (_, place) => `sections.${section}.${part}.${place + 1}`).filter(
      (key) => t.has(key as never),
    );
  const notes = textsOf('notes');
  const id = `section-${section}`;
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 pb-4">
      <CardHeader>
        <CardTitle id={`${id}-title`} className="text-xl">
          {t(`sections.${section}.title`)}
        </CardTitle>
        {textsOf('lead').map((key) => (
          <p key={key} className="max-w-prose pt-1">
            {t(key as never, values as never)}
          </p>
        ))}
      </CardHeader>
      {children}
      {notes.length > 0 && (
        <ul className="flex max-w-prose list-disc flex-col gap-2 px-4 pt-4 pl-9 sm:px-5 sm:pl-10">
          {notes.map((key) => (
            <li key={key} className="text-pretty">
              {t(key as never, values as never)}
            </li>
          ))}
        </ul>
      )}
      {after}
      {example !== undefined && (
        <p className="mx-4 mt-4 max-w-prose rounded-md border-l-4 border-primary bg-primary-soft px-4 py-3 text-sm sm:mx-5">
          <span className="font-semibold">{t('example')}: </span>
          {example}
        </p>
      )}
    </Card>
  );
}
