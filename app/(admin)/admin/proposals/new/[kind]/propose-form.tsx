'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { FormProblem } from '@/components/ui/form-problem';
import { Notice } from '@/components/ui/notice';
import { FollowsView } from '../../follows';
import { proposeAction } from './actions';
import { OutcomeContext } from './form-fields';
import type { NewKind } from './kinds';
import type { ProposeOutcome } from './outcome';

interface ProposeFormProps {
  kind: NewKind;
  /** The form's own id, made anew each time that the page is: sent twice, it proposes once. */
  submission: string;
  /** The store or the order that it is about. */
  about: Record<string, string>;
  children: ReactNode;
}

/** Proposes something: first what, then what follows from it, then it is sent. */
export function ProposeForm({ kind, submission, about, children }: ProposeFormProps) {
  const [outcome, send, isPending] = useActionState<ProposeOutcome | null, FormData>(proposeAction, null);
  return (
    <form action={send} className="group/form flex flex-col gap-5">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="submission" value={submission} />
      {Object.entries(about).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {outcome?.status === 'confirm' ? (
        <Confirm outcome={outcome} about={about} isPending={isPending} />
      ) : (
        <Edit outcome={outcome} isPending={isPending}>
          {children}
        </Edit>
      )}
    </form>
  );
}

function Refusal({ refused }: { refused: Extract<ProposeOutcome, { status: 'refused' }> }) {
  const t = useTranslations('proposals');
  const { field, text, seeOpen } = refused;
  const link = 'underline underline-offset-4';
  return (
    <>
      {field === null ? (
        text
      ) : (
        <a href={`#${field}`} className={link}>
          {text}
        </a>
      )}{' '}
      {seeOpen !== null && (
        <Link href={seeOpen} className={link}>
          {t('see_open')}
        </Link>
      )}
    </>
  );
}

function Edit({
  outcome,
  isPending,
  children,
}: {
  outcome: ProposeOutcome | null;
  isPending: boolean;
  children: ReactNode;
}) {
  const t = useTranslations('proposals');
  const refused = outcome?.status === 'refused' ? outcome : null;
  return (
    <OutcomeContext value={outcome}>
      <FormProblem answer={refused}>{refused !== null && <Refusal refused={refused} />}</FormProblem>
      {children}
      <Button type="submit" name="step" value="weigh" disabled={isPending} className="self-start">
        {isPending ? t('new.pending') : t('new.next')}
      </Button>
    </OutcomeContext>
  );
}

function Confirm({
  outcome,
  about,
  isPending,
}: {
  outcome: Extract<ProposeOutcome, { status: 'confirm' }>;
  about: Record<string, string>;
  isPending: boolean;
}) {
  const t = useTranslations('proposals');
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer anew
  useEffect(() => heading.current?.focus(), [outcome.id]);
  const { written, what, follows, mark, changed } = outcome;
  return (
    <>
      {Object.entries(written)
        .filter(([name]) => name !== 'kind' && !(name in about) && !name.startsWith('$ACTION'))
        .map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      <input type="hidden" name="seen" value={mark} />
      {changed !== null && (
        <Notice tone="warn" role="alert">
          {changed}
        </Notice>
      )}
      <div className="flex flex-col gap-1">
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold">
          {t('new.confirm')}
        </h2>
        <p className="font-medium">{what}</p>
      </div>
      <FollowsView follows={follows} />
      <div className="text-sm">
        <h3 className="text-xs text-muted-foreground">{t('one.why')}</h3>
        <p className="max-w-prose text-pretty whitespace-pre-line wrap-anywhere">{written.why}</p>
      </div>
      <p className="text-sm text-pretty">{t('new.nothing_yet')}</p>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="step" value="send" disabled={isPending}>
          {isPending ? t('new.pending') : t('new.send')}
        </Button>
        <Button type="submit" name="step" value="edit" variant="outline" disabled={isPending}>
          {t('new.back')}
        </Button>
      </div>
    </>
  );
}
