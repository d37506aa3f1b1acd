import { Search } from 'lucide-react';
import Form from 'next/form';
import type { ReactNode } from 'react';
import { Button } from './ui/button';
import { cn } from './ui/class-names';
import { Input } from './ui/input';
import { Label } from './ui/label';
import { Select } from './ui/select';

/** Filters of a list, which go into its address. They work without a script. */

interface FilterFormProps {
  label: string;
  /** The address of the list. */
  action: string;
  /** What is asked for now: the fields begin anew from each address. */
  ask: unknown;
  /** The columns that the fields stand in where there is room. */
  className: string;
  /** What the button says. */
  show: string;
  children: ReactNode;
}

export function FilterForm({ label, action, ask, className, show, children }: FilterFormProps) {
  return (
    <search aria-label={label}>
      <Form
        key={JSON.stringify(ask)}
        action={action}
        className={cn('grid grid-cols-2 items-end gap-3', className)}
      >
        {children}
        <Button type="submit" variant="outline" className="justify-self-start">
          <Search aria-hidden="true" />
          {show}
        </Button>
      </Form>
    </search>
  );
}

interface FilterFieldProps {
  /** The field's name in the address. */
  name: string;
  label: string;
  className?: string;
}

/** A field with its label; what is inside carries the name as its id. */
export function FilterField({
  name,
  label,
  className,
  children,
}: FilterFieldProps & { children: ReactNode }) {
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <Label htmlFor={name}>{label}</Label>
      {children}
    </div>
  );
}

/** Text to look for. */
export function FilterSearch({
  chosen,
  example,
  ...field
}: FilterFieldProps & { chosen: string | null; example: string }) {
  return (
    <FilterField {...field}>
      <Input
        id={field.name}
        name={field.name}
        type="search"
        maxLength={200}
        defaultValue={chosen ?? ''}
        placeholder={example}
      />
    </FilterField>
  );
}

interface FilterChoiceProps extends FilterFieldProps {
  chosen: string | null;
  /** What stands for no choice; without it, one is always made. */
  any?: string;
  choices: { value: string; name: string }[];
}

/** One of a few values. */
export function FilterChoice({ chosen, any, choices, ...field }: FilterChoiceProps) {
  return (
    <FilterField {...field}>
      <Select id={field.name} name={field.name} defaultValue={chosen ?? ''}>
        {any !== undefined && <option value="">{any}</option>}
        {choices.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Select>
    </FilterField>
  );
}
