'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { type SignInProblem, signInByPassword } from './actions';
import { useWaitWords } from './use-wait-words';

/** The first factor. What is wrong is said of both fields at once: which of them it is, is nobody's business. */
export function PasswordForm({ next }: { next: string | null }) {
  const t = useTranslations('sign_in');
  const waitWords = useWaitWords();
  const [problem, submit, isPending] = useActionState<SignInProblem | null, FormData>(signInByPassword, null);
  const isWrong = problem?.status === 'wrong' || undefined;
  return (
    <form action={submit} className="flex flex-col gap-5">
      <FormProblem answer={problem}>
        {problem && (problem.status === 'wait' ? waitWords(problem.seconds) : t('password.wrong'))}
      </FormProblem>
      {next !== null && <input type="hidden" name="next" value={next} />}
      <Field id="email" label={t('password.email')}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={254}
            defaultValue={problem?.email}
            aria-invalid={isWrong}
          />
        )}
      </Field>
      <Field id="password" label={t('password.password')}>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="current-password"
            required
            showLabel={t('password.show')}
            aria-invalid={isWrong}
          />
        )}
      </Field>
      <Button type="submit" disabled={isPending} className="w-full">
        {isPending ? t('password.pending') : t('password.submit')}
      </Button>
      <p className="text-sm text-pretty text-muted-foreground">{t('password.lost')}</p>
    </form>
  );
}
