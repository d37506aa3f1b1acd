'use client';

import { useTranslations } from 'next-intl';
import { useWaitWords } from '@/app/sign-in/use-wait-words';
import { CodeInput } from '@/components/ui/code-input';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { PasswordInput } from '@/components/ui/password-input';
import type { ProofProblem } from './actions';

interface ProofFieldsProps {
  /** What the fields' names on the page begin with: two such forms stand on it. */
  id: string;
  problem: ProofProblem | null;
  /** Whether a code is asked for beside the password. */
  hasCode?: boolean;
}

/** The password and a code once more, before what nobody else must do with an open session. */
export function ProofFields({ id, problem, hasCode = true }: ProofFieldsProps) {
  const t = useTranslations('account.proof');
  const signIn = useTranslations('sign_in');
  const waitWords = useWaitWords();
  const refusal = problem?.status === 'refused' ? problem.code : null;
  const words = refusal === null ? null : t(`problems.${refusal}`);
  return (
    <>
      <FormProblem answer={problem}>
        {problem?.status === 'wait' ? waitWords(problem.seconds) : words}
      </FormProblem>
      <Field id={`${id}-password`} label={t('password')} problem={refusal === 'wrong_password' && words}>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="current-password"
            required
            showLabel={signIn('password.show')}
          />
        )}
      </Field>
      {hasCode && (
        <Field
          id={`${id}-code`}
          label={t('code')}
          hint={t('code_hint')}
          problem={refusal === 'wrong_code' && words}
        >
          {(control) => <CodeInput {...control} name="code" required />}
        </Field>
      )}
    </>
  );
}
