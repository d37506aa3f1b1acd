import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Card, CardContent } from '@/components/ui/card';
import type { Policies } from '@/services/policy/list-policies';
import { PolicyValues } from './policy-values';

/** The version in force, what comes after it, and what it says. */
export function InForce({ policies }: { policies: Policies }) {
  const t = useTranslations('policy');
  const locale = useLocale();
  const { inForce, coming } = policies;
  const { version, firstRunOn, proposedBy, approvedBy, why } = inForce;
  const published = () => {
    if (proposedBy !== null && approvedBy !== null)
      return t('in_force.published', { proposer: proposedBy, approver: approvedBy, why: why ?? '' });
    return t(version === 1 ? 'in_force.first' : 'in_force.by_command');
  };
  return (
    <Card aria-labelledby="in-force">
      <CardContent className="flex flex-col gap-3">
        <div className="flex flex-col gap-1">
          <h2 id="in-force" className="text-sm text-muted-foreground">
            {t('in_force.title')}
          </h2>
          <p className="text-2xl font-semibold">
            <Link
              href={`/admin/policy/versions/${version}`}
              className="underline decoration-border decoration-2 underline-offset-4 hover:decoration-primary"
            >
              {t('version', { version })}
            </Link>
          </p>
          <p className="text-sm text-pretty wrap-anywhere text-muted-foreground">
            {firstRunOn === null
              ? t('in_force.from_the_beginning')
              : t('in_force.since', { date: dateWords(firstRunOn, locale) })}{' '}
            {published()}
          </p>
        </div>
        <div className="flex flex-col gap-1 border-t pt-3">
          <h3 className="text-sm font-semibold">{t('coming.title')}</h3>
          {coming.length === 0 ? (
            <p className="text-sm text-muted-foreground">{t('coming.none', { version })}</p>
          ) : (
            <ul className="flex flex-col gap-1 text-sm">
              {coming.map((each) => (
                <li key={each.version}>
                  <Link
                    href={`/admin/policy/versions/${each.version}`}
                    className="underline underline-offset-4"
                  >
                    {each.effectiveFrom === null
                      ? t('coming.next_run', { version: each.version })
                      : t('coming.from', {
                          version: each.version,
                          date: dateWords(each.effectiveFrom, locale),
                        })}
                  </Link>{' '}
                  <span className="text-muted-foreground">
                    {t('coming.changes', { count: each.changes.length })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
        <details className="border-t pt-3">
          <summary className="text-sm font-medium text-primary underline underline-offset-4">
            {t('in_force.values')}
          </summary>
          <div className="pt-4">
            <PolicyValues policy={inForce.policy} />
          </div>
        </details>
      </CardContent>
    </Card>
  );
}
