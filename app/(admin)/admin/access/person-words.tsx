import { Ban, FlaskConical, type LucideIcon, ShieldCheck, ShieldOff, Terminal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { Role } from '@/engine/actor';

interface Person {
  role: Role;
  hasSecondFactor: boolean;
  isDemo: boolean;
  endedAt: Date | null;
}

/** What is particular about a person: of the demo, or ended. */
export function PersonBadges({ person }: { person: Pick<Person, 'isDemo' | 'endedAt'> }) {
  const t = useTranslations('access.person');
  return (
    <>
      {person.isDemo && (
        <Badge tone="frozen">
          <FlaskConical aria-hidden="true" />
          {t('demo')}
        </Badge>
      )}
      {person.endedAt !== null && (
        <Badge tone="bad">
          <Ban aria-hidden="true" />
          {t('ended')}
        </Badge>
      )}
    </>
  );
}

/** Whether a person has a second factor, and whether they need one. */
export function SecondFactorWord({ person }: { person: Person }) {
  const t = useTranslations('access.second_factor');
  let word: 'set' | 'demo' | 'optional' | 'none' | 'missing' = 'missing';
  if (person.hasSecondFactor) word = 'set';
  else if (person.isDemo) word = 'demo';
  else if (person.endedAt !== null) word = 'none';
  else if (person.role === 'seller') word = 'optional';
  const looks: Record<typeof word, { icon: LucideIcon; className: string }> = {
    set: { icon: ShieldCheck, className: 'text-good' },
    demo: { icon: ShieldOff, className: 'text-muted-foreground' },
    none: { icon: ShieldOff, className: 'text-muted-foreground' },
    optional: { icon: ShieldOff, className: 'text-muted-foreground' },
    missing: { icon: ShieldOff, className: 'text-warn' },
  };
  const { icon: Icon, className } = looks[word];
  return (
    <span className={`inline-flex items-start gap-1.5 ${className}`}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {t(word)}
    </span>
  );
}

/** Whoever made something: a person by name, or an operator at the command line. */
export function MakerName({ maker, name }: { maker: string; name: string | null }) {
  const t = useTranslations('access');
  const operator = /^operator (.*)$/s.exec(maker)?.[1];
  if (operator === undefined) return name ?? maker;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Terminal aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      {t('operator', { name: operator })}
    </span>
  );
}

/** A role as a short word with its store. */
export function RoleBadge({ role, tone = 'neutral' }: { role: Role; tone?: Tone }) {
  const names = useTranslations('names.roles');
  return <Badge tone={tone}>{names(role)}</Badge>;
}
