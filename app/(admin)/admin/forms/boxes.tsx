'use client';

import { useProblem } from './form';
import { useOutcome } from './scope';

interface BoxesProps<Value extends string> {
  form: string;
  /** The name that the boxes share. */
  name: string;
  legend: string;
  boxes: readonly { value: Value; what: string }[];
  /** What is ticked at first. */
  begin?: readonly Value[];
}

/** Boxes to tick, of which some are chosen: each a code, and what it means. */
export function Boxes<Value extends string>({ form, name, legend, boxes, begin = [] }: BoxesProps<Value>) {
  const outcome = useOutcome(form);
  const problem = useProblem(form, name);
  const chosen: readonly string[] = outcome?.status === 'refused' ? outcome.chosen : begin;
  return (
    <fieldset
      className="flex flex-col gap-2"
      id={`${form}-${name}`}
      tabIndex={-1}
      aria-describedby={problem === undefined ? undefined : `${form}-${name}-problem`}
    >
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {boxes.map(({ value, what }) => (
        <label
          key={value}
          className="flex items-start gap-3 rounded-md border px-3 py-2 text-sm hover:bg-muted has-checked:border-primary has-checked:bg-primary-soft"
        >
          <input
            type="checkbox"
            name={name}
            value={value}
            defaultChecked={chosen.includes(value)}
            className="mt-0.5 size-4 shrink-0 accent-primary"
          />
          <span className="flex min-w-0 flex-col">
            <code className="font-mono font-medium">{value}</code>
            <span className="text-pretty text-muted-foreground">{what}</span>
          </span>
        </label>
      ))}
      {problem !== undefined && (
        <p id={`${form}-${name}-problem`} className="text-sm font-medium text-bad">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
