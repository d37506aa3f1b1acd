import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import type { CalendarDate } from '@/engine/calendar';
import type { Standing } from '@/services/standing';

/** The store's part in early release, in one sentence. */
export function StandingLine({ standing, today }: { standing: Standing; today: CalendarDate | null }) {
  const t = useTranslations('capital.standing');
  const locale = useLocale();
  const { enrolment, tier, endedOn } = standing;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
      <EnrolmentBadge enrolment={enrolment} />
      <span className="max-w-prose">
        {t(enrolment, {
          tier: tier ?? '',
          date: endedOn === null ? '' : dateWords(endedOn, locale, today),
        })}
      </span>
    </p>
  );
}
