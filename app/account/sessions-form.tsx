'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState } from 'react';
import { Notice } from '@/components/ui/notice';
import { endSessions } from './actions';

/** Ends sessions: which is said by the button inside that is pressed. */
export function SessionsForm({ children }: { children: ReactNode }) {
  const t = useTranslations('account.sessions');
  const [outcome, submit] = useActionState(endSessions, null);
  return (
    <form action={submit} className="flex flex-col gap-3">
      <div role="status" className="empty:hidden">
        {outcome !== null && (
          <Notice tone={outcome.ended > 0 ? 'good' : 'primary'}>
            {t('ended', { count: outcome.ended })}
          </Notice>
        )}
      </div>
      {children}
    </form>
  );
}
