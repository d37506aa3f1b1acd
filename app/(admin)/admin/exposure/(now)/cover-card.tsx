import { useLocale, useTranslations } from 'next-intl';
import { KeyEntry, type Look } from '@/components/chart/looks';
import { ShareBar } from '@/components/chart/share-bar';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { Cover } from '@/engine/exposure-cover';
import type { Exposure, ExposurePart } from '@/services/exposure/get-exposure';
import { ExportLink } from '../../export-link';
import { addressOf } from '../address';

const LOOK_OF = { deposit: 'frozen', accounts: 'conditional', open: 'owed' } as const satisfies Record<
  string,
  Look
>;

/** The parts of an exposure, each in its look. */
export function partsOf(cover: Cover): { look: Look; minor: bigint }[] {
  return [
    { look: LOOK_OF.deposit, minor: cover.byDepositMinor },
    { look: LOOK_OF.accounts, minor: cover.byAccountsMinor },
    { look: LOOK_OF.open, minor: cover.openMinor },
  ];
}

const COLUMNS = [
  ['at_risk', 'exposedMinor'],
  ['deposit', 'byDepositMinor'],
  ['uncovered', 'uncoveredMinor'],
  ['accounts', 'byAccountsMinor'],
  ['open', 'openMinor'],
] as const;

/** The exposure by tier at release, and what covers it; with how it is reckoned. */
export function CoverCard({ exposure }: { exposure: Exposure }) {
  const t = useTranslations('exposure');
  const locale = useLocale();
  const { all, tiers, currency } = exposure;
  const row = (part: ExposurePart, name: string) => (
    <TableRow key={name}>
      <TableCell className="font-medium sm:min-w-36">
        {name}
        <ShareBar
          parts={partsOf(part)}
          wholeMinor={all.exposedMinor}
          className="mt-1 max-w-64 max-sm:hidden"
        />
      </TableCell>
      <TableCell label={t('cover.columns.orders')} className="text-right tabular-nums">
        {part.orders.toLocaleString(locale)}
      </TableCell>
      <TableCell label={t('cover.columns.stores')} className="text-right tabular-nums">
        {part.stores.toLocaleString(locale)}
      </TableCell>
      {COLUMNS.map(([column, key]) => (
        <TableCell key={column} label={t(`cover.columns.${column}`)} className="text-right">
          <Money minor={part[key]} currency={currency} />
        </TableCell>
      ))}
    </TableRow>
  );
  return (
    <Card id="cover" aria-labelledby="cover-title">
      <CardHeader className="items-start sm:flex-row sm:justify-between sm:gap-4">
        <div className="flex flex-col gap-1">
          <CardTitle id="cover-title">{t('cover.title')}</CardTitle>
          <CardDescription>
            {all.exposedMinor === 0n ? t('cover.none', { currency }) : t('cover.what')}
          </CardDescription>
        </div>
        <ExportLink href={addressOf('/export', { currency })} />
      </CardHeader>
      {all.exposedMinor > 0n && (
        <CardContent className="flex flex-col gap-3 pb-0 sm:pb-0">
          <ShareBar parts={partsOf(all)} wholeMinor={all.exposedMinor} className="h-6" />
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            {(['deposit', 'accounts', 'open'] as const).map((name) => (
              <KeyEntry key={name} look={LOOK_OF[name]}>
                {t(`cover.looks.${name}`)}
              </KeyEntry>
            ))}
          </ul>
        </CardContent>
      )}
      {all.exposedMinor > 0n && (
        <Table label={t('cover.label')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('cover.columns.tier')}</TableHead>
              <TableHead className="text-right">{t('cover.columns.orders')}</TableHead>
              <TableHead className="text-right">{t('cover.columns.stores')}</TableHead>
              {COLUMNS.map(([column]) => (
                <TableHead key={column} className="text-right">
                  {t(`cover.columns.${column}`)}
                </TableHead>
              ))}
            </tr>
          </TableHeader>
          <TableBody>
            {tiers.map((part) =>
              row(part, part.tier === null ? t('cover.left') : t('tier', { tier: part.tier })),
            )}
          </TableBody>
          <TableFooter>{row(all, t('together'))}</TableFooter>
        </Table>
      )}
      <CardContent>
        <details className="text-sm">
          <summary className="w-fit cursor-pointer rounded font-medium text-primary">
            {t('cover.how.summary')}
          </summary>
          <ul className="flex max-w-prose list-disc flex-col gap-1 pt-2 pl-5 text-muted-foreground">
            <li>{t('cover.how.at_risk', { date: dateWords(exposure.on, locale) })}</li>
            <li>{t('cover.how.deposit')}</li>
            <li>{t('cover.how.accounts')}</li>
            <li>{t('cover.how.tier')}</li>
          </ul>
        </details>
      </CardContent>
    </Card>
  );
}
