'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useRef } from 'react';
import { useWaitWords } from '@/app/sign-in/use-wait-words';
import { Button } from '@/components/ui/button';
import { CodeInput } from '@/components/ui/code-input';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { PasswordInput } from '@/components/ui/password-input';
import { QrCode } from '@/components/ui/qr-code';
import { BackupCodes } from '../backup-codes';
import { type SetAnswer, setSecondFactor } from './actions';

/** A secret as it is typed: in groups of four. */
function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? '';
}

function Password({ answer }: { answer: Exclude<SetAnswer, { status: 'begun' }> | null }) {
  const t = useTranslations('account.set');
  const signIn = useTranslations('sign_in');
  const waitWords = useWaitWords();
  const words = answer?.status === 'refused' ? t(`problems.${answer.code}`) : null;
  return (
    <>
      <FormProblem answer={answer}>
        {answer?.status === 'wait' ? waitWords(answer.seconds) : words}
      </FormProblem>
      <Field id="password" label={t('password')} hint={t('password_hint')}>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="current-password"
            required
            showLabel={signIn('password.show')}
            aria-invalid={words !== null || undefined}
          />
        )}
      </Field>
    </>
  );
}

function Code({ answer }: { answer: Extract<SetAnswer, { status: 'begun' }> }) {
  const t = useTranslations('account.set');
  const words = 'problem' in answer ? t(`problems.${answer.problem}`) : null;
  const first = useRef<HTMLHeadingElement>(null);
  // The step has taken the place of the one before: the reader begins at its head.
  useEffect(() => first.current?.focus(), []);
  return (
    <ol className="flex flex-col gap-6">
      <li className="flex flex-col gap-3">
        <h2 ref={first} tabIndex={-1} className="text-base font-semibold">
          {t('scan')}
        </h2>
        <p className="text-sm text-pretty text-muted-foreground">{t('scan_what')}</p>
        <QrCode text={answer.uri} label={t('qr')} className="w-full max-w-56 rounded-md border" />
        <div className="flex flex-col gap-1 text-sm">
          <p className="text-muted-foreground">{t('secret')}</p>
          <p>
            <code className="font-mono break-words select-all">{inFours(answer.secret)}</code>
          </p>
        </div>
      </li>
      <li className="flex flex-col gap-3">
        <h2 className="text-base font-semibold">{t('keep')}</h2>
        <p className="text-sm text-pretty text-muted-foreground">{t('keep_what')}</p>
        <BackupCodes codes={answer.backupCodes} />
      </li>
      <li className="flex flex-col gap-3">
        <h2 className="text-base font-semibold">{t('confirm')}</h2>
        <FormProblem answer={words === null ? null : answer}>{words}</FormProblem>
        <Field id="code" label={t('code')} hint={t('code_hint')}>
          {(control) => (
            <CodeInput {...control} name="code" required aria-invalid={words !== null || undefined} />
          )}
        </Field>
      </li>
    </ol>
  );
}

/** Sets a second factor: the password first, then what the phone needs, with a first code to show that it has it. */
export function SetForm() {
  const t = useTranslations('account.set');
  const [answer, submit, isPending] = useActionState<SetAnswer | null, FormData>(setSecondFactor, null);
  const isBegun = answer?.status === 'begun';
  return (
    <form action={submit} className="flex flex-col gap-6">
      {isBegun ? <Code answer={answer} /> : <Password answer={answer} />}
      <Button type="submit" disabled={isPending} className="w-full">
        {t(isBegun ? 'submit_code' : 'submit_password')}
      </Button>
    </form>
  );
}
