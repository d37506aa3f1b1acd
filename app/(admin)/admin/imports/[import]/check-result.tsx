import { randomUUID } from 'node:crypto';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { Money } from '@/components/money';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type CheckedKind, type CheckResult, MOST_TRIED_LINES } from '@/engine/imports';
import type { ImportView } from '@/services/imports/get-import';
import { recordAction } from '../actions';
import { ImportForm } from '../import-form';
import { Counts } from './counts';
import { factWord } from './fact-word';

/** By type of fact: how many, and the money in each currency. */
function Kinds({ kinds, isTried }: { kinds: CheckedKind[]; isTried: boolean }) {
  const t = useTranslations('imports.kinds');
  const types = useTranslations('imports.types');
  const number = new Intl.NumberFormat(useLocale());
  return (
    <Table label={t('title')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('type')}</TableHead>
          <TableHead className="text-right">{t(isTried ? 'applied' : 'good')}</TableHead>
          {isTried && <TableHead className="text-right">{t('waits')}</TableHead>}
          <TableHead className="text-right">{t('money')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {kinds.map(({ type, applied, parked, minor }) => (
          <TableRow key={type}>
            <TableCell label={t('type')}>
              <span className="flex flex-col max-sm:items-end">
                <span className="font-medium">{types(factWord(type))}</span>
                <code className="text-xs text-muted-foreground">{type}</code>
              </span>
            </TableCell>
            <TableCell label={t(isTried ? 'applied' : 'good')} className="tabular-nums sm:text-right">
              {number.format(applied)}
            </TableCell>
            {isTried && (
              <TableCell label={t('waits')} className="tabular-nums sm:text-right">
                {number.format(parked)}
              </TableCell>
            )}
            <TableCell label={t('money')} className="sm:text-right">
              <span className="flex flex-col items-end">
                {Object.entries(minor).map(([currency, sum]) => (
                  <Money key={currency} minor={sum} currency={currency} />
                ))}
                {Object.keys(minor).length === 0 && (
                  <span className="text-muted-foreground">
                    {t(type === 'refund.settled' && applied > 0 ? 'of_orders' : 'none')}
                  </span>
                )}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** What recording would do besides. */
function Follows({ checked }: { checked: CheckResult }) {
  const t = useTranslations('imports.result');
  const said = [
    checked.parkedThenApplied > 0 && t('parked_then_applied', { count: checked.parkedThenApplied }),
    checked.woken > 0 && t('woken', { count: checked.woken }),
    checked.refusedOnWaking > 0 && t('refused_on_waking', { count: checked.refusedOnWaking }),
  ].filter((each) => each !== false);
  if (said.length === 0) return null;
  return (
    <ul className="flex max-w-prose list-disc flex-col gap-1 pl-5 text-sm text-pretty">
      {said.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}

/** What recording a checked file would do, and the button that has it done. */
export function CheckedFile({ view, checked }: { view: ImportView; checked: CheckResult }) {
  const t = useTranslations('imports.result');
  const locale = useLocale();
  const { counts, isTried, kinds, openOn } = checked;
  const at = instantWords(new Date(checked.at), locale, view.timezone);
  const instant = `${at.date} ${at.time.slice(0, 5)}`;
  const toDo = counts.applied + counts.parked;
  return (
    <Card aria-labelledby="result">
      <CardHeader>
        <CardTitle id="result">{t('title')}</CardTitle>
        <CardDescription className="max-w-prose text-pretty">
          {openOn === null
            ? t(isTried ? 'tried_before_runs' : 'not_tried', { at: instant, most: MOST_TRIED_LINES })
            : t('tried', { at: instant, on: dateWords(openOn, locale) })}
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        <Counts counts={counts} words={isTried ? 'would' : 'could'} />
        <Follows checked={checked} />
      </CardContent>
      {kinds.length > 0 && <Kinds kinds={kinds} isTried={isTried} />}
      <CardContent className="flex flex-col gap-4 pt-5">
        {toDo === 0 ? (
          <Notice tone="warn">{t('nothing_to_do')}</Notice>
        ) : (
          <ImportForm
            action={recordAction}
            about={{ submission: randomUUID(), import: view.row.importId }}
            submit={t('record')}
            pending={t('pending')}
          >
            <p className="max-w-prose text-sm text-pretty">
              {t(counts.rejected + counts.bad > 0 ? 'follows_some' : 'follows', {
                count: toDo,
                refused: counts.rejected + counts.bad,
              })}
            </p>
          </ImportForm>
        )}
      </CardContent>
    </Card>
  );
}
