import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Money } from '@/components/money';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { Notice } from '@/components/ui/notice';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { PayoutSums } from '@/services/payouts/get-payouts';

interface Line {
  name: string;
  of: (sums: PayoutSums) => bigint;
  /** A part of the line above. */
  depth: 0 | 1 | 2;
  isCheck?: boolean;
}

const INDENT = ['font-semibold', 'pl-4', 'pl-8'] as const;

function Sum({ minor, currency, isCheck }: { minor: bigint; currency: string; isCheck: boolean }) {
  return (
    <Money
      minor={minor}
      currency={currency}
      className={cn(isCheck && (minor === 0n ? 'font-semibold text-good' : 'font-semibold text-bad'))}
    />
  );
}

/** What left payment accounts and came back, by the books and by the withdrawals, line by line, for each currency. */
export function BooksCard({ sums }: { sums: PayoutSums[] }): ReactNode {
  const t = useTranslations('payouts.books');
  const locale = useLocale();
  const lines: Line[] = [
    { name: t('left'), of: (each) => each.left, depth: 0 },
    { name: t('outside'), of: (each) => each.leftOutside, depth: 1 },
    { name: t('asked'), of: (each) => each.leftForAsked, depth: 1 },
    { name: t('to_send'), of: (each) => each.toSend, depth: 2 },
    { name: t('in_batch'), of: (each) => each.inBatch, depth: 2 },
    { name: t('sent'), of: (each) => each.sent, depth: 2 },
    { name: t('returned'), of: (each) => each.returned, depth: 2 },
    { name: t('unexplained'), of: (each) => each.unexplained, depth: 1, isCheck: true },
    { name: t('back'), of: (each) => each.back, depth: 0 },
    { name: t('back_outside'), of: (each) => each.backOutside, depth: 1 },
    { name: t('back_asked'), of: (each) => each.backOfAsked, depth: 1 },
    { name: t('back_unexplained'), of: (each) => each.unexplainedBack, depth: 1, isCheck: true },
  ];
  const odd = sums.filter((each) => each.unexplained !== 0n || each.unexplainedBack !== 0n);
  const currencies = new Intl.ListFormat(locale).format(odd.map(({ currency }) => currency));
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {sums.length === 0 ? (
          <p className="text-sm text-muted-foreground">{t('none')}</p>
        ) : (
          <>
            <Notice tone={odd.length === 0 ? 'good' : 'bad'}>
              {odd.length === 0 ? t('even') : t('odd', { currencies })}
            </Notice>
            <Table label={t('title')}>
              <TableHeader>
                <TableRow>
                  <TableHead>{t('currency')}</TableHead>
                  {sums.map(({ currency }) => (
                    <TableHead key={currency} className="text-right">
                      {currency}
                    </TableHead>
                  ))}
                </TableRow>
              </TableHeader>
              <TableBody>
                {lines.map(({ name, of, depth, isCheck = false }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have one name, and none ever moves
                  <TableRow key={index}>
                    <TableHead scope="row" className="min-w-48 text-left font-normal text-foreground">
                      <span className={cn('block', INDENT[depth])}>{name}</span>
                    </TableHead>
                    {sums.map((each) => (
                      <TableCell key={each.currency} className="text-right">
                        <Sum minor={of(each)} currency={each.currency} isCheck={isCheck} />
                      </TableCell>
                    ))}
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            <p className="text-sm text-muted-foreground">{t('outside_why')}</p>
          </>
        )}
      </CardContent>
    </Card>
  );
}
