import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import type { DemoPersonShown } from '@/services/sign-in/sign-in-demo';
import { DemoForm } from './demo-form';

/** A demo person's name without the role at its end, which is said beside it in the reader's language. */
function bareName(name: string): string {
  return name.replace(/ \([^()]*\)$/, '');
}

function Person({ person }: { person: DemoPersonShown }) {
  const t = useTranslations('sign_in.demo');
  const roles = useTranslations('names.roles');
  const { personId, name, role, story } = person;
  return (
    <li className="group relative flex min-w-0 items-start gap-3 rounded-lg border bg-card px-4 py-3 hover:border-primary">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <button
            type="submit"
            name="person"
            value={personId}
            aria-label={t('as', { name })}
            aria-describedby={`story-${personId}`}
            // The whole card is the button's.
            className="text-left text-sm font-semibold text-pretty after:absolute after:inset-0 after:rounded-lg"
          >
            {bareName(name)}
          </button>
          {role !== 'seller' && <Badge>{roles(role)}</Badge>}
        </div>
        <p id={`story-${personId}`} lang="en" className="text-sm text-pretty text-muted-foreground">
          {story}
        </p>
      </div>
      <ArrowRight
        aria-hidden="true"
        className="mt-0.5 size-4 shrink-0 text-muted-foreground group-hover:text-primary"
      />
    </li>
  );
}

interface GroupProps {
  title: string;
  what: string;
  people: DemoPersonShown[];
  /** How many stand beside each other where there is room. */
  columns: string;
}

function Group({ title, what, people, columns }: GroupProps) {
  if (people.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h3 className="text-base font-semibold">{title}</h3>
        <p className="text-sm text-pretty text-muted-foreground">{what}</p>
      </div>
      <ul aria-label={title} className={cn('grid gap-2 sm:grid-cols-2', columns)}>
        {people.map((person) => (
          <Person key={person.personId} person={person} />
        ))}
      </ul>
    </div>
  );
}

/** The demo's people: each is a button, so that looking around needs no password. */
export function DemoPeople({ people, next }: { people: DemoPersonShown[]; next: string | null }) {
  const t = useTranslations('sign_in.demo');
  return (
    <section
      aria-labelledby="demo"
      className="mx-auto mt-10 flex w-full max-w-5xl flex-col gap-6 border-t pt-8"
    >
      <div className="flex flex-col gap-1">
        <h2 id="demo" className="text-xl font-semibold tracking-tight">
          {t('title')}
        </h2>
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">{t('what')}</p>
      </div>
      <DemoForm next={next} refusal={t('refused')}>
        <Group
          title={t('staff')}
          what={t('staff_what')}
          people={people.filter(({ role }) => role !== 'seller')}
          columns="lg:grid-cols-4"
        />
        <Group
          title={t('sellers')}
          what={t('sellers_what')}
          people={people.filter(({ role }) => role === 'seller')}
          columns="lg:grid-cols-3"
        />
      </DemoForm>
    </section>
  );
}
