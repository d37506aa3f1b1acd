'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeInput } from '@/components/ui/code-input';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { Input } from '@/components/ui/input';
import { withNext } from '../next-path';
import { type CodeProblem, confirmByCode } from './actions';

const LINK = 'text-primary underline underline-offset-4 hover:no-underline';

/** Where the other kind of code is asked for. */
const OTHER = { moment: '/sign-in/code?kind=backup', backup: '/sign-in/code' };

interface CodeFormProps {
  kind: 'moment' | 'backup';
  next: string | null;
}

/** The second factor. */
export function CodeForm({ kind, next }: CodeFormProps) {
  const t = useTranslations('sign_in.code');
  const [problem, submit, isPending] = useActionState<CodeProblem | null, FormData>(confirmByCode, null);
  const isWrong = problem?.code === 'wrong' || undefined;
  if (problem !== null && problem.code !== 'wrong') {
    // No code helps any more.
    return (
      <div className="flex flex-col gap-5">
        <FormProblem answer={problem}>{t(problem.code)}</FormProblem>
        <Button asChild>
          <Link href={withNext('/sign-in', next)}>{t('again')}</Link>
        </Button>
      </div>
    );
  }
  return (
    <form action={submit} className="flex flex-col gap-5">
      <FormProblem answer={problem}>{isWrong && t(`wrong_${kind}`)}</FormProblem>
      {next !== null && <input type="hidden" name="next" value={next} />}
      <input type="hidden" name="kind" value={kind} />
      <Field id="code" label={t(`field_${kind}`)} hint={t(`hint_${kind}`)}>
        {(control) =>
          kind === 'moment' ? (
            <CodeInput {...control} name="code" required aria-invalid={isWrong} />
          ) : (
            <Input
              {...control}
              name="code"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              required
              maxLength={20}
              className="font-mono"
              aria-invalid={isWrong}
            />
          )
        }
      </Field>
      <Button type="submit" disabled={isPending} className="w-full">
        {isPending ? t('pending') : t('submit')}
      </Button>
      <p className="flex flex-col gap-2 text-sm">
        <Link href={withNext(OTHER[kind], next)} className={LINK}>
          {t(`instead_${kind}`)}
        </Link>
        <Link href={withNext('/sign-in', next)} className={LINK}>
          {t('again')}
        </Link>
      </p>
    </form>
  );
}
