import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';

interface RuleWordsProps {
  /** The rule, in words. */
  words: string;
  /** Its sections in the rules. */
  sections: string[];
}

/** A rule in words, with the way to its section. */
export function RuleWords({ words, sections }: RuleWordsProps) {
  const t = useTranslations('why.entry');
  return (
    <Card aria-labelledby="rule-title">
      <CardHeader>
        <CardTitle id="rule-title">{t('rule')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-2 text-sm">
        <p className="max-w-prose">{words}</p>
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          {sections.map((section) => (
            <Link
              key={section}
              href={`/rules#section-${section}`}
              className="text-primary underline underline-offset-2 hover:no-underline"
            >
              {t('see_rule', { section })}
            </Link>
          ))}
        </p>
      </CardContent>
    </Card>
  );
}
