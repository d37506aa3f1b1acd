import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { CorrectedEvent } from '@/engine/facts';
import type { ReasonFact } from '@/services/explain-entry';

interface FactsTableProps {
  facts: ReasonFact[];
  today: CalendarDate | null;
  timezone: string;
  /** Where a fact is told of by itself. */
  factHref?: (factId: string) => string;
}

/** Which date a correction set, and to what. */
function Corrected({ fact, today }: { fact: ReasonFact; today: CalendarDate | null }) {
  const t = useTranslations('why.corrected');
  const locale = useLocale();
  const event = fact.content.event as CorrectedEvent;
  const to = typeof fact.content.on === 'string' ? dateWords(fact.content.on, locale, today) : null;
  return (
    <span className="block text-xs text-muted-foreground">
      {to === null ? t('taken_back', { event }) : t('set', { event, to })}
    </span>
  );
}

/** The facts that an entry went by. */
export function FactsTable({ facts, today, timezone, factHref }: FactsTableProps) {
  const t = useTranslations('why.entry');
  const types = useTranslations('why.fact_types');
  const locale = useLocale();
  if (facts.length === 0) return null;
  return (
    <Table label={t('facts')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('fact_on')}</TableHead>
          <TableHead>{t('fact_type')}</TableHead>
          <TableHead>{t('fact')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {facts.map((fact) => (
          <TableRow key={fact.factId}>
            <TableCell>
              <span>
                <DateText date={fact.on} today={today} />
                <span className="block text-xs text-muted-foreground tabular-nums">
                  {instantWords(fact.at, locale, timezone).time}
                </span>
              </span>
            </TableCell>
            <TableCell label={t('fact_type')}>
              <span>
                {types(fact.type.replace('.', '_') as never)}
                {fact.type === 'order.corrected' && <Corrected fact={fact} today={today} />}
              </span>
            </TableCell>
            <TableCell label={t('fact')} className="break-all text-muted-foreground">
              {factHref === undefined ? (
                fact.factId
              ) : (
                <Link
                  href={factHref(fact.factId)}
                  prefetch={false}
                  className="text-primary underline underline-offset-2 hover:no-underline"
                >
                  {fact.factId}
                </Link>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
