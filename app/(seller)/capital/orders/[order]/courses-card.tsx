import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import type { OrderLife } from '@/services/get-order';
import { useNextWords } from './use-next-words';

/** What would change what comes next, each tried on the engine. */
export function CoursesCard({ life }: { life: OrderLife }) {
  const t = useTranslations('orders.order.courses');
  const locale = useLocale();
  const words = useNextWords(life);
  if (life.otherCourses.length === 0) return null;
  return (
    <Card aria-labelledby="courses">
      <CardHeader>
        <CardTitle id="courses">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent>
        <dl className="flex flex-col gap-3 text-sm">
          {life.otherCourses.map(({ event, on, then }) => (
            <div key={event}>
              <dt className="font-medium">{t(event, { date: dateWords(on, locale, life.today) })}</dt>
              <dd className="text-muted-foreground">{words(then)}</dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  );
}
