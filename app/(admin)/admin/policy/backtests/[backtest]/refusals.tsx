import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { BacktestResult } from '@/engine/backtests';

/** Facts that were applied, and could not be under the draft. */
export function Refusals({
  refused,
  names,
}: {
  refused: BacktestResult['refused'];
  names: Map<string, string>;
}) {
  const t = useTranslations('backtests.refusals');
  const facts = useTranslations('rules.sections.4.facts');
  if (refused.count === 0) return null;
  const kindOf = (type: string) => {
    const key = `${type.replaceAll('.', '_')}.name`;
    return facts.has(key as never) ? facts(key as never) : type;
  };
  return (
    <Card aria-labelledby="refusals">
      <CardHeader className="pb-2">
        <CardTitle id="refusals">{t('title')}</CardTitle>
        <CardDescription>
          {t('what', { count: refused.count })}
          {refused.listed.length < refused.count && ` ${t('listed', { count: refused.listed.length })}`}
        </CardDescription>
      </CardHeader>
      <Table label={t('title')} phone="cards">
        <TableHeader>
          <tr>
            <TableHead>{t('fact')}</TableHead>
            <TableHead>{t('kind')}</TableHead>
            <TableHead>{t('store')}</TableHead>
            <TableHead>{t('code')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {refused.listed.map(({ fact, type, merchant, code }) => (
            <TableRow key={fact}>
              <TableCell className="font-mono text-xs wrap-anywhere">{fact}</TableCell>
              <TableCell label={t('kind')}>{kindOf(type)}</TableCell>
              <TableCell label={t('store')}>
                <Link
                  href={`/admin/assessments/${encodeURIComponent(merchant)}`}
                  className="text-primary underline underline-offset-4"
                >
                  {names.get(merchant) ?? merchant}
                </Link>
              </TableCell>
              <TableCell label={t('code')}>
                {t.has(`codes.${code}` as never) ? t(`codes.${code}` as never) : code}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
