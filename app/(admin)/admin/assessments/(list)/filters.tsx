import { Search } from 'lucide-react';
import Form from 'next/form';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { METRICS } from '@/engine/scorecard';
import { type ListAsk, OUTCOMES, SORTS } from './address';

interface ChoiceProps {
  name: string;
  label: string;
  chosen: string | null;
  any?: string;
  choices: { value: string; name: string }[];
}

function Choice({ name, label, chosen, any, choices }: ChoiceProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={name}>{label}</Label>
      <Select id={name} name={name} defaultValue={chosen ?? ''}>
        {any !== undefined && <option value="">{any}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** Which stores to list, in which order. What the numbers above have chosen stays chosen. */
export function Filters({ ask, tiers }: { ask: ListAsk; tiers: string[] }) {
  const t = useTranslations('assessments');
  const { filter } = ask;
  return (
    <search aria-label={t('filters.label')}>
      <Form
        // Its fields begin anew from each address.
        key={JSON.stringify(ask)}
        action="/admin/assessments"
        className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(12rem,1.6fr)_repeat(4,minmax(8rem,1fr))_auto]"
      >
        <div className="col-span-2 flex min-w-0 flex-col gap-1 lg:col-span-1">
          <Label htmlFor="q">{t('filters.search')}</Label>
          <Input
            id="q"
            name="q"
            type="search"
            maxLength={200}
            defaultValue={filter.search ?? ''}
            placeholder={t('filters.search_example')}
          />
        </div>
        <Choice
          name="tier"
          label={t('filters.tier')}
          chosen={filter.tier}
          any={t('filters.any')}
          choices={tiers.map((tier) => ({ value: tier, name: t('tier', { tier }) }))}
        />
        <Choice
          name="outcome"
          label={t('filters.outcome')}
          chosen={filter.outcome}
          any={t('filters.any')}
          choices={OUTCOMES.map((outcome) => ({ value: outcome, name: t(`outcomes.${outcome}`) }))}
        />
        <Choice
          name="failed"
          label={t('filters.gate')}
          chosen={filter.failedGate}
          any={t('filters.any')}
          choices={METRICS.map((metric) => ({ value: metric, name: t(`metrics.${metric}`) }))}
        />
        <Choice
          name="sort"
          label={t('filters.sort')}
          chosen={ask.sort}
          choices={SORTS.map((sort) => ({ value: sort, name: t(`sorts.${sort}`) }))}
        />
        {filter.enrolment !== null && <input type="hidden" name="enrolment" value={filter.enrolment} />}
        {filter.isInDebt && <input type="hidden" name="debt" value="1" />}
        <Button type="submit" variant="outline" className="justify-self-start">
          <Search aria-hidden="true" />
          {t('filters.show')}
        </Button>
      </Form>
    </search>
  );
}
