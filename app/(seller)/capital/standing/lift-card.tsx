import { ArrowUpRight, Trophy } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import type { Step } from '@/engine/what-would-lift';
import type { StandingView } from '@/services/get-standing';

function Steps({ steps, label }: { steps: Step[]; label: string }) {
  const t = useTranslations('standing.lift.steps');
  return (
    <div className="flex flex-col gap-2">
      <p id="lift-steps" className="text-sm font-medium">
        {label}
      </p>
      <ul aria-labelledby="lift-steps" className="flex flex-col gap-2">
        {steps.map(({ lever, by }) => (
          <li key={lever} className="flex items-start gap-2 text-base font-medium">
            <ArrowUpRight aria-hidden="true" className="mt-1 size-4 shrink-0 text-good" />
            {t(lever, { by })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The smallest changes that would qualify the store, or lift its tier. */
export function LiftCard({ view }: { view: StandingView }) {
  const t = useTranslations('standing.lift');
  const locale = useLocale();
  const { lift, merchant, rules, today, nextOn, ageing } = view;
  const { lastAssessedOn } = merchant;
  const isDecided = merchant.overrideDecision !== 'none' || merchant.isOptedOut;
  const title = () => {
    if (lift === null) return t('title_best');
    return lift.isToQualify ? t('title_qualify') : t('title_tier', { tier: lift.tier });
  };
  const from = () => {
    if (lastAssessedOn !== null) return t('from', { date: dateWords(lastAssessedOn, locale, today) });
    return nextOn === null ? '' : t('from_coming', { date: dateWords(nextOn, locale, today) });
  };
  const isUndone = [...(lift?.alone ?? []), ...(lift?.together ?? [])].some(({ lever }) =>
    ['disputed', 'refunded', 'late'].includes(lever),
  );
  return (
    <Card aria-labelledby="lift">
      <CardHeader>
        <CardTitle id="lift">{title()}</CardTitle>
        {lift !== null && (
          <CardDescription>
            {from()} {isDecided && t('by_record')}
          </CardDescription>
        )}
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {lift === null && (
          <p className="flex items-start gap-2 text-sm">
            <Trophy aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-good" />
            {isDecided || merchant.tier === null ? t('best_plain') : t('best', { tier: merchant.tier })}
          </p>
        )}
        {lift !== null && lift.alone.length > 0 && (
          <Steps steps={lift.alone} label={t(lift.alone.length === 1 ? 'one' : 'any')} />
        )}
        {lift !== null && lift.together.length > 0 && <Steps steps={lift.together} label={t('together')} />}
        {lift !== null && lift.alone.length + lift.together.length === 0 && (
          <p className="text-sm">{t('nothing', { version: String(rules.policyVersion) })}</p>
        )}
        {isUndone && ageing !== null && (
          <p className="text-sm text-pretty text-muted-foreground">
            {t.rich('undone', {
              days: (words) => (
                <a href="#ageing" className="underline underline-offset-4 hover:text-foreground">
                  {words}
                </a>
              ),
            })}
          </p>
        )}
      </CardContent>
    </Card>
  );
}
