'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useActionState, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { removeBankAccountAction } from './actions';
import type { BankAccountOutcome } from './outcome';

const Removal = createContext<{ send: (form: FormData) => void; isPending: boolean } | null>(null);

const TONES = { done: 'good', repeated: 'warn', refused: 'bad', not_proven: 'bad' } as const;

/** Where accounts are removed: what came of it stands at the head, for the account is gone then. */
export function RemovalScope({ children }: { children: ReactNode }) {
  const [outcome, send, isPending] = useActionState<BankAccountOutcome | null, FormData>(
    removeBankAccountAction,
    null,
  );
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer anew, even where it says the same
  useEffect(() => box.current?.focus(), [outcome?.id]);
  return (
    <Removal value={{ send, isPending }}>
      {outcome !== null && (
        <div
          ref={box}
          tabIndex={-1}
          role={outcome.status === 'refused' ? 'alert' : 'status'}
          className="px-4 pt-4 sm:px-5"
        >
          <Notice tone={TONES[outcome.status]}>{outcome.text}</Notice>
        </div>
      )}
      {children}
    </Removal>
  );
}

interface RemoveFormProps {
  submission: string;
  bankAccountId: string;
  bank: string;
  ending: string;
}

/** Removes an account: the first press says what follows. */
export function RemoveForm({ submission, bankAccountId, bank, ending }: RemoveFormProps) {
  const t = useTranslations('withdrawals.accounts');
  const removal = use(Removal);
  return (
    <details className="group/remove w-full">
      <summary
        aria-label={t('remove_of', { bank, ending })}
        className="inline-flex h-8 w-fit list-none items-center rounded-md border border-input bg-card px-3 text-sm font-medium hover:bg-muted group-open/remove:bg-muted [&::-webkit-details-marker]:hidden"
      >
        {t('remove')}
      </summary>
      <form
        action={removal?.send}
        className="mt-3 flex max-w-xl flex-col gap-4 rounded-md border bg-background p-4"
      >
        <input type="hidden" name="submission" value={submission} />
        <input type="hidden" name="account" value={bankAccountId} />
        <p className="text-sm text-pretty">{t('remove_follows', { bank, ending })}</p>
        <Button type="submit" variant="danger" disabled={removal?.isPending} className="self-start">
          {t('remove_submit')}
        </Button>
      </form>
    </details>
  );
}
