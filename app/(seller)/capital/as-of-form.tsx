import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import type { CalendarDate } from '@/engine/calendar';
import { addressOf } from './address';

interface AsOfFormProps {
  path: '/capital' | '/capital/certificate' | '/capital/early-loan-margin';
  /** What the address says besides, and keeps. */
  keeps: Record<string, string | null>;
  asOf: CalendarDate | null;
  today: CalendarDate | null;
  /** The first day of a period, where the page shows one. */
  from?: CalendarDate;
}

/** Chooses the date that a page is as of. */
export function AsOfForm({ path, keeps, asOf, today, from }: AsOfFormProps) {
  const t = useTranslations('capital.as_of');
  return (
    <Form action={path} scroll={false} className="flex flex-wrap items-end gap-2">
      {Object.entries(keeps).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {from !== undefined && (
        <div className="flex flex-col gap-1">
          <Label htmlFor="from">{t('from')}</Label>
          <Input
            id="from"
            key={from}
            name="from"
            type="date"
            defaultValue={from}
            max={today ?? undefined}
            className="w-38"
          />
        </div>
      )}
      <div className="flex flex-col gap-1">
        <Label htmlFor="as_of">{t('label')}</Label>
        <Input
          id="as_of"
          key={asOf}
          name="as_of"
          type="date"
          defaultValue={asOf ?? today ?? undefined}
          max={today ?? undefined}
          className="w-38"
        />
      </div>
      <Button type="submit" variant="outline">
        {t('show')}
      </Button>
      {asOf !== null && (
        <Button asChild variant="link" size="inline" className="h-10 px-1">
          <Link href={addressOf(path, keeps)}>{t('now')}</Link>
        </Button>
      )}
    </Form>
  );
}
