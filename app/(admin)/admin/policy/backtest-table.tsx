import { CircleCheck, CircleDashed, CircleSlash, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { Badge, type Tone } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { BacktestStatus } from '@/engine/backtests';
import type { BacktestListed } from '@/services/policy/get-draft';

const LOOKS: Record<BacktestStatus, { icon: LucideIcon; tone: Tone }> = {
  waiting: { icon: CircleDashed, tone: 'neutral' },
  running: { icon: LoaderCircle, tone: 'primary' },
  done: { icon: CircleCheck, tone: 'good' },
  failed: { icon: CircleX, tone: 'bad' },
  stopped: { icon: CircleSlash, tone: 'warn' },
};

export function BacktestBadge({ status }: { status: BacktestStatus }) {
  const t = useTranslations('backtests.statuses');
  const { icon: Icon, tone } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" />
      {t(status)}
    </Badge>
  );
}

interface BacktestTableProps {
  backtests: BacktestListed[];
  timezone: string;
  /** The draft's revision, on the page of one draft. */
  revision?: number;
}

/** Backtests, newest first. */
export function BacktestTable({ backtests, timezone, revision }: BacktestTableProps) {
  const t = useTranslations('backtests');
  const locale = useLocale();
  return (
    <Table label={t('list')} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('column_period')}</TableHead>
          <TableHead>{t('column_draft')}</TableHead>
          <TableHead>{t('column_status')}</TableHead>
          <TableHead>{t('column_asked')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {backtests.map(({ backtest, askedByName, draftName }) => {
          const at = instantWords(backtest.askedAt, locale, timezone);
          const period = { from: dateWords(backtest.fromOn, locale), to: dateWords(backtest.toOn, locale) };
          const said =
            revision === undefined
              ? t('revision', { revision: backtest.draftRevision })
              : t(backtest.draftRevision === revision ? 'revision_now' : 'revision_old');
          return (
            <TableRow key={backtest.backtestId}>
              <TableCell>
                <Link
                  href={`/admin/policy/backtests/${backtest.backtestId}`}
                  className="font-medium text-primary underline underline-offset-4"
                >
                  {t('period', period)}
                </Link>
              </TableCell>
              <TableCell label={t('column_draft')}>
                <span className="wrap-anywhere">
                  {revision === undefined ? `${draftName}, ${said}` : said}
                </span>
              </TableCell>
              <TableCell label={t('column_status')}>
                <BacktestBadge status={backtest.status} />
              </TableCell>
              <TableCell label={t('column_asked')} className="text-muted-foreground">
                {t('asked_by', { name: askedByName, at: `${at.date} ${at.time.slice(0, 5)}` })}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
