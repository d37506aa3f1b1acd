import { useTranslations } from 'next-intl';

const SECTIONS = [
  'scorecard',
  'standing',
  'money',
  'decisions',
  'notes',
  'trends',
  'told',
  'enrolment-changes',
  'over-time',
] as const;

/** What is on the page, each with the way to it. */
export function Contents() {
  const t = useTranslations('assessment.contents');
  return (
    <nav aria-label={t('label')} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-x-4 gap-y-1 text-sm sm:flex-wrap">
        {SECTIONS.map((section) => (
          <li key={section}>
            <a href={`#${section}`} className="whitespace-nowrap text-primary underline underline-offset-4">
              {t(section)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
