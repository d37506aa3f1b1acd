'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { renewOwnBackupCodes } from './actions';
import { BackupCodes } from './backup-codes';
import { ProofFields } from './proof-fields';
import { Unfolding } from './unfolding';

/** Makes new codes for a lost phone, and shows them this once. */
export function RenewForm() {
  const t = useTranslations('account.renew');
  const [answer, submit, isPending] = useActionState(renewOwnBackupCodes, null);
  return (
    <Unfolding title={t('title')} what={t('what')} isOpen={answer !== null}>
      {answer?.status === 'renewed' ? (
        <>
          <Notice tone="good" role="status">
            {t('renewed')}
          </Notice>
          <BackupCodes codes={answer.backupCodes} />
        </>
      ) : (
        <form action={submit} className="flex flex-col gap-5">
          <ProofFields id="renew" problem={answer} />
          <Button type="submit" disabled={isPending} className="self-start">
            {t('submit')}
          </Button>
        </form>
      )}
    </Unfolding>
  );
}
