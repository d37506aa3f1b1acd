import { SearchX } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { explainEntry } from '@/services/explain-entry';
import { explainFigure } from '@/services/explain-figure';
import { portalDatabase } from '@/services/portal';
import { dateIn, type SearchParams, textIn } from '../address';
import { FIGURES } from './address';
import { EntryReasonView } from './entry-reason';
import { FigureReasonView } from './figure-reason';

/** What the address asks why of: an entry, or a figure. */
export async function Reason({ params }: { params: SearchParams }) {
  const actor = await requireSeller('capital.read');
  const t = await getTranslations('why');
  const database = portalDatabase();
  const entry = textIn(params, 'entry');
  if (entry !== null) {
    const reason = /^\d{1,18}$/.test(entry) ? await explainEntry(database, actor, BigInt(entry)) : null;
    if (reason !== null) return <EntryReasonView reason={reason} />;
    return (
      <Card>
        <EmptyState icon={SearchX} title={t('entry.unknown')}>
          {t('entry.unknown_what')}
        </EmptyState>
      </Card>
    );
  }
  const figure = textIn(params, 'figure');
  const account = FIGURES.find((each) => each === figure) ?? 'payment_account';
  const reason = await explainFigure(database, actor, {
    account,
    currency: textIn(params, 'currency'),
    asOf: dateIn(params, 'as_of'),
    from: dateIn(params, 'from'),
  });
  if (reason !== null) return <FigureReasonView reason={reason} figure={account} />;
  return (
    <Card>
      <EmptyState icon={SearchX} title={t('figure.unknown')}>
        {t('figure.unknown_what')}
      </EmptyState>
    </Card>
  );
}
