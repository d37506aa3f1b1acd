import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { instantWords } from '@/components/instant-words';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { ReasonFact } from '@/services/explain-entry';

interface FactsTableProps {
  facts: ReasonFact[];
  today: CalendarDate | null;
  timezone: string;
}

/** The facts that an entry went by. */
export function FactsTable({ facts, today, timezone }: FactsTableProps) {
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
            <TableCell label={t('fact_type')}>{types(fact.type.replace('.', '_') as never)}</TableCell>
            <TableCell label={t('fact')} className="break-all text-muted-foreground">
              {fact.factId}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
