'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { moveSecondFactor, type ProofProblem } from './actions';
import { ProofFields } from './proof-fields';
import { Unfolding } from './unfolding';

/** Moves the second factor to another phone: off the old one, then on to the page that sets it. */
export function MoveForm() {
  const t = useTranslations('account.move');
  const [problem, submit, isPending] = useActionState<ProofProblem | null, FormData>(moveSecondFactor, null);
  return (
    <Unfolding title={t('title')} what={t('what')} isOpen={problem !== null}>
      <form action={submit} className="flex flex-col gap-5">
        <ProofFields id="move" problem={problem} />
        <Button type="submit" disabled={isPending} className="self-start">
          {t('submit')}
        </Button>
      </form>
    </Unfolding>
  );
}
