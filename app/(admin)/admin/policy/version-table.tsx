import { CalendarClock, CircleCheck, CircleSlash, History, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { Badge, type Tone } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { PolicyVersionShown, VersionState } from '@/services/policy/list-policies';

const LOOKS: Record<VersionState, { icon: LucideIcon; tone: Tone }> = {
  in_force: { icon: CircleCheck, tone: 'good' },
  coming: { icon: CalendarClock, tone: 'primary' },
  was: { icon: History, tone: 'neutral' },
  overtaken: { icon: CircleSlash, tone: 'warn' },
};

export function VersionBadge({ state }: { state: VersionState }) {
  const t = useTranslations('policy');
  const { icon: Icon, tone } = LOOKS[state];
  return (
    <Badge tone={tone} title={state === 'overtaken' ? t('overtaken') : undefined}>
      <Icon aria-hidden="true" />
      {t(`states.${state}`)}
    </Badge>
  );
}

type Words = ReturnType<typeof useTranslations<'policy'>>;

/** Who published it. */
export function peopleOf(t: Words, { version, proposedBy, approvedBy }: PolicyVersionShown): string {
  if (proposedBy !== null && approvedBy !== null)
    return t('list.two', { proposer: proposedBy, approver: approvedBy });
  return t(version === 1 ? 'list.beginning' : 'list.command');
}

/** From when to when its runs were. */
export function spanOf(t: Words, locale: string, version: PolicyVersionShown): string {
  const { state, firstRunOn, untilOn } = version;
  if (state === 'overtaken') return t('list.never');
  if (firstRunOn === null) return t(state === 'coming' ? 'list.not_yet' : 'list.before_runs');
  const from = dateWords(firstRunOn, locale);
  if (state === 'in_force' || untilOn === null) return t('list.since', { from });
  return t('list.until', { from, to: dateWords(untilOn, locale) });
}

/** Every version with what became of it. */
export function VersionTable({ versions, timezone }: { versions: PolicyVersionShown[]; timezone: string }) {
  const t = useTranslations('policy');
  const locale = useLocale();
  const plain = new Intl.NumberFormat(locale);
  return (
    <Table label={t('list.title')} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('list.version')}</TableHead>
          <TableHead>{t('list.state')}</TableHead>
          <TableHead>{t('list.from')}</TableHead>
          <TableHead>{t('list.in_force')}</TableHead>
          <TableHead className="text-right">{t('list.runs')}</TableHead>
          <TableHead>{t('list.people')}</TableHead>
          <TableHead>{t('list.changes')}</TableHead>
          <TableHead>{t('list.recorded')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {versions.map((version) => (
          <TableRow key={version.version}>
            <TableCell>
              <Link
                href={`/admin/policy/versions/${version.version}`}
                className="font-medium text-primary underline underline-offset-4"
              >
                {t('version', { version: version.version })}
              </Link>
            </TableCell>
            <TableCell label={t('list.state')}>
              <VersionBadge state={version.state} />
            </TableCell>
            <TableCell label={t('list.from')}>
              {version.effectiveFrom === null ? t('list.next_run') : dateWords(version.effectiveFrom, locale)}
            </TableCell>
            <TableCell label={t('list.in_force')}>{spanOf(t, locale, version)}</TableCell>
            <TableCell label={t('list.runs')} className="text-right tabular-nums">
              {plain.format(version.runs)}
            </TableCell>
            <TableCell label={t('list.people')}>
              {version.proposalId === null ? (
                peopleOf(t, version)
              ) : (
                <Link
                  href={`/admin/proposals/${version.proposalId}`}
                  className="underline underline-offset-4"
                >
                  {peopleOf(t, version)}
                </Link>
              )}
            </TableCell>
            <TableCell label={t('list.changes')}>
              {t('list.changes_count', { count: version.changes.length })}
            </TableCell>
            <TableCell label={t('list.recorded')} className="whitespace-nowrap text-muted-foreground">
              {instantWords(version.recordedAt, locale, timezone).date}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
