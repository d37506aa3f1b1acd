import { useLocale, useTranslations } from 'next-intl';
import { fieldChanges } from '@/components/field-changes';
import { instantWords } from '@/components/instant-words';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { auditGroupOf } from '@/engine/audit';
import type { AuditShown } from '@/services/audit/list-audit';
import { Changes } from '../audit/changes';
import { PersonLink } from './person-link';

/** Groups whose subject is a person, who has a page; the others are keys and invitations. */
const ABOUT_PEOPLE = new Set(['person', 'password', 'second_factor', 'session', 'sign_in', 'sign_out']);

function When({ at, timezone }: { at: Date; timezone: string }) {
  const { date, time } = instantWords(at, useLocale(), timezone);
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap sm:flex sm:flex-col">
      <span>{date}</span> <span className="tabular-nums sm:text-muted-foreground">{time}</span>
    </time>
  );
}

function Who({ actor }: { actor: AuditShown['actor'] }) {
  const t = useTranslations('access');
  if (actor.kind === 'operator') return t('operator', { name: actor.name });
  if (actor.kind === 'person' && actor.id !== null)
    return <PersonLink id={actor.id}>{actor.name}</PersonLink>;
  return actor.name;
}

function What({ row }: { row: AuditShown }) {
  const actions = useTranslations('audit.actions');
  const { subject, actor, action } = row;
  // An invitation's own row is about the invitation, whatever its group says.
  const hasPage = ABOUT_PEOPLE.has(auditGroupOf(action)) && action !== 'person.invited';
  const isOwn = subject === null || subject.text === actor.id;
  return (
    <span className="flex min-w-0 flex-col gap-0.5 max-sm:text-right">
      <span className="font-medium">{actions(action)}</span>
      {!isOwn && (
        <span className="wrap-anywhere">
          {hasPage ? (
            <PersonLink id={subject.text}>{subject.name ?? subject.text}</PersonLink>
          ) : (
            (subject.name ?? subject.text)
          )}
        </span>
      )}
    </span>
  );
}

interface ChangeListProps {
  label: string;
  rows: AuditShown[];
  timezone: string;
}

/** What was changed of who may come in, newest first, as the audit log has it. */
export function ChangeList({ label, rows, timezone }: ChangeListProps) {
  const t = useTranslations('access.changes.columns');
  return (
    <Table label={label} phone="cards" className="sm:table-fixed">
      <TableHeader>
        <tr>
          <TableHead className="w-36">{t('when')}</TableHead>
          <TableHead className="w-44 lg:w-52">{t('who')}</TableHead>
          <TableHead>{t('what')}</TableHead>
          <TableHead>{t('change')}</TableHead>
          <TableHead className="w-36 lg:w-60">{t('why')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {rows.map((row) => {
          const changes = fieldChanges(row.before, row.after);
          return (
            <TableRow key={String(row.auditSeq)}>
              <TableCell className="max-sm:pb-1 max-sm:font-medium">
                <When at={row.at} timezone={timezone} />
              </TableCell>
              <TableCell label={t('who')} className="wrap-anywhere max-sm:text-right">
                <Who actor={row.actor} />
              </TableCell>
              <TableCell label={t('what')}>
                <What row={row} />
              </TableCell>
              <TableCell label={t('change')} className={changes.length === 0 ? 'max-sm:hidden' : undefined}>
                {changes.length > 0 && <Changes changes={changes} timezone={timezone} />}
              </TableCell>
              <TableCell label={t('why')} className={row.why === null ? 'max-sm:hidden' : undefined}>
                <span className="min-w-0 wrap-anywhere max-sm:text-right">{row.why}</span>
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
