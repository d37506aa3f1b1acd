import { KeyRound, type LucideIcon, Terminal, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { fieldChanges } from '@/components/field-changes';
import { instantWords } from '@/components/instant-words';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Actor } from '@/engine/actor';
import { auditGroupOf } from '@/engine/audit';
import { isCalendarDate } from '@/engine/calendar';
import type { AuditShown } from '@/services/audit/list-audit';
import { Changes } from './changes';

const ICONS: Record<Actor['kind'], LucideIcon> = { person: UserRound, key: KeyRound, operator: Terminal };

function When({ row, timezone }: { row: AuditShown; timezone: string }) {
  const { date, time } = instantWords(row.at, useLocale(), timezone);
  return (
    <time dateTime={row.at.toISOString()} className="whitespace-nowrap sm:flex sm:flex-col">
      <span className="max-sm:font-medium">{date}</span>{' '}
      <span className="max-sm:font-medium tabular-nums sm:text-muted-foreground">{time}</span>
    </time>
  );
}

function Who({ actor }: { actor: AuditShown['actor'] }) {
  const t = useTranslations('audit');
  const Icon = ICONS[actor.kind];
  return (
    <span className="flex min-w-0 items-start gap-2 max-sm:flex-row-reverse max-sm:text-right">
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <span className="flex min-w-0 flex-col">
        <span className="font-medium wrap-anywhere">{actor.name}</span>
        <span className="text-xs text-muted-foreground">
          {actor.kind === 'person'
            ? t('who.person', { role: actor.role ?? 'other' })
            : t(`who.${actor.kind}`)}
        </span>
      </span>
    </span>
  );
}

/** What it was done to; nothing where somebody did it to themselves. */
function useSubject({ subject, actor, action }: AuditShown): string | null {
  const t = useTranslations('audit');
  const locale = useLocale();
  if (subject === null || subject.text === actor.id) return null;
  if (auditGroupOf(action) === 'policy') return t('version', { version: subject.text });
  if (isCalendarDate(subject.text)) return dateWords(subject.text, locale);
  return subject.name ?? subject.text;
}

function What({ row }: { row: AuditShown }) {
  const t = useTranslations('audit');
  const subject = useSubject(row);
  return (
    <span className="flex min-w-0 flex-col gap-0.5 max-sm:text-right">
      <span className="font-medium">{t(`actions.${row.action}`)}</span>
      {subject !== null && <span className="wrap-anywhere">{subject}</span>}
      {row.merchant !== null && (
        <span className="wrap-anywhere">
          {t('field', { name: t('store') })}
          <Link
            href={`/admin/assessments/${encodeURIComponent(row.merchant.merchantId)}`}
            className="text-primary underline underline-offset-4"
          >
            {row.merchant.name ?? row.merchant.merchantId}
          </Link>
        </span>
      )}
    </span>
  );
}

/** What few ask for: the row's number and hash, the request, and the ids behind the names. */
function Details({ row }: { row: AuditShown }) {
  const t = useTranslations('audit.details');
  const lines = [
    { name: t('request'), text: row.requestId ?? t('no_request'), isId: row.requestId !== null },
    { name: t('actor'), text: row.actor.id, isId: true },
    { name: t('subject'), text: row.subject?.text ?? null, isId: true },
    { name: t('hash'), text: row.hash, isId: true },
  ].filter((line) => line.text !== null);
  return (
    <details className="text-xs max-sm:text-right">
      <summary className="w-fit max-sm:ml-auto whitespace-nowrap text-muted-foreground tabular-nums">
        {t('open', { number: String(row.auditSeq) })}
      </summary>
      <dl className="mt-1 flex flex-col gap-1">
        {lines.map((line) => (
          <div key={line.name}>
            <dt className="text-muted-foreground">{line.name}</dt>
            <dd className={line.isId ? 'font-mono break-all' : undefined}>{line.text}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function AuditTableRow({ row, timezone }: { row: AuditShown; timezone: string }) {
  const t = useTranslations('audit.columns');
  const changes = fieldChanges(row.before, row.after);
  return (
    <TableRow className="hover:bg-muted/50">
      <TableCell className="max-sm:pb-1">
        <When row={row} timezone={timezone} />
      </TableCell>
      <TableCell label={t('who')}>
        <Who actor={row.actor} />
      </TableCell>
      <TableCell label={t('what')}>
        <span className="flex min-w-0 flex-col gap-1">
          <What row={row} />
          <Details row={row} />
        </span>
      </TableCell>
      <TableCell label={t('change')} className={changes.length === 0 ? 'max-sm:hidden' : undefined}>
        {changes.length > 0 && <Changes changes={changes} timezone={timezone} />}
      </TableCell>
      <TableCell label={t('why')} className={row.why === null ? 'max-sm:hidden' : undefined}>
        <span className="min-w-0 wrap-anywhere max-sm:text-right">{row.why}</span>
      </TableCell>
    </TableRow>
  );
}

/** What was done, row by row. */
export function AuditTable({ rows, timezone }: { rows: AuditShown[]; timezone: string }) {
  const t = useTranslations('audit');
  return (
    <Table label={t('title')} phone="cards" className="sm:table-fixed">
      <TableHeader>
        <tr>
          <TableHead className="w-36">{t('columns.when')}</TableHead>
          <TableHead className="w-44 lg:w-52">{t('columns.who')}</TableHead>
          <TableHead>{t('columns.what')}</TableHead>
          <TableHead>{t('columns.change')}</TableHead>
          <TableHead className="w-36 lg:w-56">{t('columns.why')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <AuditTableRow key={String(row.auditSeq)} row={row} timezone={timezone} />
        ))}
      </TableBody>
    </Table>
  );
}
