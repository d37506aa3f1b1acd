import { randomUUID } from 'node:crypto';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { guessColumns } from '@/engine/import-columns';
import type { ImportView, NamedColumns } from '@/services/imports/get-import';
import { useReasonWords } from '../finding-words';
import { ColumnsForm } from './columns-form';

/** The first lines, as they would be read by the columns as they are named now. */
function Preview({ preview }: Pick<ImportView, 'preview'>) {
  const t = useTranslations('imports.preview');
  const reason = useReasonWords();
  const number = new Intl.NumberFormat(useLocale());
  return (
    <Table label={t('title')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead className="text-right">{t('line')}</TableHead>
          <TableHead>{t('fact')}</TableHead>
          <TableHead>{t('is_fact')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {preview.map(({ line, fields, problem }) => (
          <TableRow key={line}>
            <TableCell label={t('line')} className="align-top tabular-nums sm:text-right">
              {number.format(line)}
            </TableCell>
            <TableCell
              label={t('fact')}
              className="align-top max-sm:flex-col max-sm:items-start max-sm:gap-1"
            >
              <dl className="flex flex-wrap gap-x-4 gap-y-1">
                {fields.map(([name, value]) => (
                  <div key={name} className="flex gap-1.5">
                    <dt className="text-muted-foreground">{name}</dt>
                    <dd className="wrap-anywhere">
                      <bdi>{value}</bdi>
                    </dd>
                  </div>
                ))}
              </dl>
            </TableCell>
            <TableCell
              label={t('is_fact')}
              className="align-top max-sm:flex-col max-sm:items-start max-sm:gap-1"
            >
              {problem === null ? (
                <Badge tone="good">{t('yes')}</Badge>
              ) : (
                <span className="flex flex-col gap-1">
                  <Badge tone="bad">{t('no')}</Badge>
                  <span className="text-sm text-pretty wrap-anywhere">{reason(problem)}</span>
                </span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A CSV whose columns are to be named, with its first lines. */
export function Columns({ view, named }: { view: ImportView; named: NamedColumns }) {
  const t = useTranslations('imports.columns');
  const preview = useTranslations('imports.preview');
  const guesses = guessColumns(named.columns);
  const columns = named.columns.map((name, index) => ({
    ...{ name, guess: guesses[index]?.by ?? 'unknown' },
    examples: named.examples.map((cells) => (cells[index] ?? '').slice(0, 30)),
  }));
  return (
    <>
      <Card aria-labelledby="columns">
        <CardHeader>
          <CardTitle id="columns">{t('title')}</CardTitle>
          <CardDescription className="max-w-prose text-pretty">{t('what')}</CardDescription>
        </CardHeader>
        <CardContent>
          <ColumnsForm
            importId={view.row.importId}
            submission={randomUUID()}
            columns={columns}
            mapping={named.mapping}
          />
        </CardContent>
      </Card>
      <Card aria-labelledby="preview">
        <CardHeader>
          <CardTitle id="preview">{preview('title')}</CardTitle>
          <CardDescription className="max-w-prose text-pretty">{preview('what')}</CardDescription>
        </CardHeader>
        <Preview preview={view.preview} />
      </Card>
    </>
  );
}
