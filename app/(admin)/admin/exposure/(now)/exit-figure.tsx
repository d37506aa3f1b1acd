import { DoorOpen } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { FigureCard } from '@/components/figure-card';
import { moneyText } from '@/components/money-text';
import type { PersonActor } from '@/engine/actor';
import { sumExits } from '@/services/exposure/sum-exits';
import { portalDatabase } from '@/services/portal';
import { addressOf } from '../address';

/** How much held or frozen money has no exit: nothing, in health. */
export async function ExitFigure({ actor, currency }: { actor: PersonActor; currency: string }) {
  const t = await getTranslations('exposure.cards.exits');
  const locale = await getLocale();
  const exits = await sumExits(portalDatabase(), actor);
  const byCurrency = new Map<string, bigint>();
  for (const { currency: each, amountMinor } of exits?.sums ?? [])
    byCurrency.set(each, (byCurrency.get(each) ?? 0n) + amountMinor);
  const minor = byCurrency.get(currency) ?? 0n;
  const elsewhere = [...byCurrency]
    .filter(([each]) => each !== currency)
    .map(([each, amount]) => moneyText(amount, each, locale));
  return (
    <FigureCard
      icon={DoorOpen}
      tone={minor > 0n ? 'bad' : 'good'}
      label={t('label')}
      minor={minor}
      currency={currency}
      href={addressOf('/exits', { currency })}
    >
      <p>{t(minor > 0n ? 'line' : 'none')}</p>
      {elsewhere.length > 0 && (
        <p>{t('elsewhere', { amounts: new Intl.ListFormat(locale).format(elsewhere) })}</p>
      )}
      {exits?.isRunning && <p>{t('running')}</p>}
    </FigureCard>
  );
}
