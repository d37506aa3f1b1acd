'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { useWaitWords } from '@/app/sign-in/use-wait-words';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { Notice } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
import { changeOwnPassword } from './actions';

export function ChangePasswordForm({ email }: { email: string }) {
  const t = useTranslations('account.password');
  const signIn = useTranslations('sign_in');
  const waitWords = useWaitWords();
  const [answer, submit, isPending] = useActionState(changeOwnPassword, null);
  const refusal = answer?.status === 'refused' ? answer.code : null;
  const words = refusal === null ? null : t(`problems.${refusal}`);
  const isCurrent = refusal === 'wrong_password';
  return (
    <form action={submit} className="flex flex-col gap-5">
      <FormProblem answer={answer}>
        {answer?.status === 'wait' ? waitWords(answer.seconds) : words}
      </FormProblem>
      <div role="status" className="empty:hidden">
        {answer?.status === 'changed' && <Notice tone="good">{t('changed')}</Notice>}
      </div>
      {/* For password managers: whose password it is. */}
      <input
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
        className="sr-only"
      />
      <Field id="current" label={t('current')} problem={isCurrent && words}>
        {(control) => (
          <PasswordInput
            {...control}
            name="current"
            autoComplete="current-password"
            required
            showLabel={signIn('password.show')}
          />
        )}
      </Field>
      <Field
        id="next"
        label={t('next')}
        hint={signIn('invitation.password_hint')}
        problem={!isCurrent && words}
      >
        {(control) => (
          <PasswordInput
            {...control}
            name="next"
            autoComplete="new-password"
            required
            showLabel={signIn('password.show')}
          />
        )}
      </Field>
      <Button type="submit" disabled={isPending} className="self-start">
        {isPending ? t('pending') : t('submit')}
      </Button>
    </form>
  );
}
