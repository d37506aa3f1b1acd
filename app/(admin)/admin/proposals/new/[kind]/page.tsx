import { randomUUID } from 'node:crypto';
import { Ban, CircleCheck, Wallet } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Card, CardContent } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { portalDatabase } from '@/services/portal';
import { getProposalGround, type ProposalGround } from '@/services/proposals/get-proposal-ground';
import { textIn } from '../../address';
import { ChooseSubject } from './choose-subject';
import { AdjustmentFields, CorrectionFields, OverrideFields, WriteOffFields } from './kind-fields';
import { type NewKind, readKind } from './kinds';
import { ProposeForm } from './propose-form';
import { SubjectCard } from './subject-card';

type Props = PageProps<'/admin/proposals/new/[kind]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireActor('proposals.make');
  const kind = readKind((await params).kind);
  const t = await getTranslations('proposals');
  return { title: kind === null ? t('unknown.title') : t(`new.title.${kind}`) };
}

/** Why nothing of the kind can be proposed of the store; null where it can. */
async function Nothing({ kind, ground }: { kind: NewKind; ground: ProposalGround }) {
  const t = await getTranslations('proposals.new');
  const store = ground.store?.name ?? ground.store?.merchantId ?? '';
  const [icon, title, why] =
    kind === 'override'
      ? ([Ban, t('closed'), null] as const)
      : kind === 'write_off'
        ? ([CircleCheck, t('owes_nothing', { store }), t('owes_nothing_why')] as const)
        : ([Wallet, t('no_money'), t('no_money_why')] as const);
  return (
    <Card>
      <EmptyState icon={icon} title={title}>
        {why}
      </EmptyState>
    </Card>
  );
}

function isPossible(kind: NewKind, { store }: ProposalGround): boolean {
  if (kind === 'override') return store?.enrolment !== 'closed';
  if (kind === 'write_off') return store?.money.some(({ owedMinor }) => owedMinor > 0n) === true;
  return kind === 'correction' || (store?.money.length ?? 0) > 0;
}

function Fields({
  kind,
  ground,
  currency,
}: {
  kind: NewKind;
  ground: ProposalGround;
  currency: string | null;
}) {
  const { store, order } = ground;
  if (store === null) return null;
  switch (kind) {
    case 'override':
      return <OverrideFields store={store} ground={ground} />;
    case 'write_off':
      return <WriteOffFields store={store} currency={currency} />;
    case 'adjustment':
      return <AdjustmentFields store={store} currency={currency} />;
    case 'correction':
      return order === null ? null : <CorrectionFields order={order} ground={ground} />;
  }
}

/** It has no skeleton on purpose: who has no script must be able to propose too. */
export default async function NewProposal({ params, searchParams }: Props) {
  const actor = await requireActor('proposals.make');
  const kind = readKind((await params).kind);
  if (kind === null) notFound();
  const query = await searchParams;
  const isOrder = kind === 'correction';
  const written = textIn(query, isOrder ? 'order' : 'merchant');
  const ask = { merchant: isOrder ? null : written, orderId: isOrder ? (written ?? '') : null };
  const ground = await getProposalGround(portalDatabase(), actor, ask);
  const { store, order } = ground;
  const t = await getTranslations('proposals');
  const { proposals, names, assessments } = await getMessages();
  const isChosen = store !== null && (!isOrder || order !== null);
  const about: Record<string, string> = isOrder
    ? { order: order?.orderId ?? '' }
    : { merchant: store?.merchantId ?? '' };
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t(`new.title.${kind}`)} above={[{ href: '/admin/proposals', title: t('title') }]}>
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">{t(`new.intro.${kind}`)}</p>
      </PageHeader>
      {!isChosen && <ChooseSubject {...{ kind, written, ground }} />}
      {isChosen && <SubjectCard {...{ kind, store, order }} />}
      {isChosen && !isPossible(kind, ground) && <Nothing kind={kind} ground={ground} />}
      {isChosen && isPossible(kind, ground) && (
        <Card>
          <CardContent className="max-w-3xl">
            <NextIntlClientProvider
              messages={{ proposals, names, assessments: { metrics: assessments.metrics } }}
            >
              <ProposeForm {...{ kind, about }} submission={randomUUID()}>
                <Fields kind={kind} ground={ground} currency={textIn(query, 'currency')} />
              </ProposeForm>
            </NextIntlClientProvider>
          </CardContent>
        </Card>
      )}
    </div>
  );
}
