import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { factComponent, SENT_TYPES } from '@/engine/api/fact-bodies';
import { FACT_STATUSES, FAILURE_CODES } from '@/engine/facts';
import { WEBHOOK_EVENTS } from '@/engine/webhooks';
import { componentOf, placeOf } from './document';
import { More, Name, Part, Prose, RICH } from './parts';
import { SchemaTable } from './schema-table';

/** What is sent, answered and posted, field by field. */

const ANSWERS = [
  'FactAnswer',
  'Merchant',
  'MerchantAsOf',
  'EntryPage',
  'Entry',
  'HoldPage',
  'Hold',
  'Order',
  'RecordedFact',
  'Summary',
] as const;

interface DescribedProps {
  component: string;
  title: string;
  /** What the table is called. */
  label: string;
  what: ReactNode;
}

function Described({ component, title, label, what }: DescribedProps) {
  return (
    <article
      id={placeOf(component)}
      aria-labelledby={`${placeOf(component)}-title`}
      className="scroll-mt-4 border-t pt-4"
    >
      <div className="flex flex-col gap-1 px-4 sm:px-5">
        <h3 id={`${placeOf(component)}-title`} className="font-semibold">
          <code dir="ltr" className="font-mono text-sm">
            {title}
          </code>
        </h3>
        {what}
      </div>
      <div className="px-4 pt-1 sm:px-5">
        <More title={label}>
          <div className="-mx-4 sm:-mx-5">
            <SchemaTable label={label} schema={componentOf(component)} />
          </div>
        </More>
      </div>
    </article>
  );
}

interface WordsProps {
  title: string;
  head: string;
  rows: { name: string; words: string }[];
}

function Words({ title, head, rows }: WordsProps) {
  const t = useTranslations('developers.calls');
  const heads = [head, t('meaning')] as const;
  return (
    <div className="flex flex-col gap-1 pt-5">
      <h3 className="px-4 font-semibold sm:px-5">{title}</h3>
      <Table label={title} phone="cards">
        <TableHeader>
          <TableRow>
            {heads.map((each) => (
              <TableHead key={each}>{each}</TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ name, words }) => (
            <TableRow key={name}>
              <TableCell label={heads[0]}>
                <Name>{name}</Name>
              </TableCell>
              <TableCell label={heads[1]}>{words}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

export function Facts() {
  const t = useTranslations('developers.facts');
  return (
    <Part part="facts">
      <Prose>{t.rich('lead', RICH)}</Prose>
      <Words
        title={t('statuses')}
        head={t('status')}
        rows={FACT_STATUSES.map((name) => ({ name, words: t(`status_words.${name}`) }))}
      />
      <Words
        title={t('codes')}
        head={t('code')}
        rows={FAILURE_CODES.map((name) => ({ name, words: t(`code_words.${name}`) }))}
      />
      <div className="flex flex-col gap-4 pt-5">
        {SENT_TYPES.map((type) => (
          <Described
            key={type}
            component={factComponent(type)}
            title={type}
            label={t('fields_of', { type })}
            what={
              <p lang="en" className="text-sm text-muted-foreground">
                {componentOf(factComponent(type)).description?.replaceAll('`', '')}
              </p>
            }
          />
        ))}
      </div>
    </Part>
  );
}

export function Answers() {
  const t = useTranslations('developers.answers');
  return (
    <Part part="answers">
      <Prose>{t('lead')}</Prose>
      <div className="flex flex-col gap-4 pt-4">
        {ANSWERS.map((name) => (
          <Described
            key={name}
            component={name}
            title={name}
            label={t('fields_of', { name })}
            what={
              <p lang="en" className="text-sm text-muted-foreground">
                {componentOf(name).description}
              </p>
            }
          />
        ))}
      </div>
    </Part>
  );
}

type EventWord =
  | 'release_made'
  | 'hold_released'
  | 'deduction_made'
  | 'enrolment_changed'
  | 'assessment_made';

export function Webhooks() {
  const t = useTranslations('developers.webhooks');
  return (
    <Part part="webhooks">
      <Prose>{t('lead')}</Prose>
      <Prose>{t.rich('signed', RICH)}</Prose>
      <Prose>{t('answer')}</Prose>
      <Prose>{t.rich('once', RICH)}</Prose>
      <div className="flex flex-col gap-4 pt-4">
        {WEBHOOK_EVENTS.map((event) => (
          <Described
            key={event}
            component={`webhook.${event}`}
            title={event}
            label={t('fields_of', { event })}
            what={<p className="text-sm">{t(`words.${event.replace('.', '_') as EventWord}`)}</p>}
          />
        ))}
      </div>
    </Part>
  );
}
