'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { acceptByLink, type InvitationProblem } from './actions';

interface AcceptFormProps {
  token: string;
  email: string;
  /** The name to begin with; null where it is not to be chosen. */
  name: string | null;
}

/** The name and the password of who comes in by a link. */
export function AcceptForm({ token, email, name }: AcceptFormProps) {
  const t = useTranslations('sign_in.invitation');
  const password = useTranslations('sign_in.password');
  const [problem, submit, isPending] = useActionState<InvitationProblem | null, FormData>(acceptByLink, null);
  const isOfName = problem?.code === 'no_name';
  const isOfPassword = problem !== null && !isOfName && problem.code !== 'link_over';
  return (
    <form action={submit} className="flex flex-col gap-5">
      <FormProblem answer={problem}>{problem && t(`problems.${problem.code}`)}</FormProblem>
      <input type="hidden" name="token" value={token} />
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
      {name !== null && (
        <Field id="name" label={t('name')} hint={t('name_hint')} problem={isOfName && t('problems.no_name')}>
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="name"
              required
              maxLength={200}
              defaultValue={problem?.name || name}
            />
          )}
        </Field>
      )}
      <Field
        id="password"
        label={t('password')}
        hint={t('password_hint')}
        problem={isOfPassword && t(`problems.${problem.code}`)}
      >
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="new-password"
            required
            showLabel={password('show')}
          />
        )}
      </Field>
      <Button type="submit" disabled={isPending} className="w-full">
        {isPending ? t('pending') : t('submit')}
      </Button>
    </form>
  );
}
