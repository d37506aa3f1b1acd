import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { PageHeader } from '@/components/ui/page-header';
import { formOfPolicy } from '@/engine/policy-form';
import { draftOf } from '../draft';
import { DraftForm } from './draft-form';

export async function generateMetadata({
  params,
}: PageProps<'/admin/policy/drafts/[draft]/edit'>): Promise<Metadata> {
  await requireActor('policy.draft');
  const view = await draftOf((await params).draft);
  const t = await getTranslations('policy');
  return { title: view === null ? t('title') : t('draft.edit_title', { name: view.draft.name }) };
}

/** Every value of a draft as a form. */
export default async function EditDraft({ params }: PageProps<'/admin/policy/drafts/[draft]/edit'>) {
  await requireActor('policy.draft');
  const view = await draftOf((await params).draft);
  if (view === null) notFound();
  const { draft, inForce, timezone, hasFacts } = view;
  const address = `/admin/policy/drafts/${draft.draftId}`;
  if (draft.endedAt !== null) redirect(address);
  const t = await getTranslations('policy');
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t('draft.edit_title', { name: draft.name })}
        above={[
          { href: '/admin/policy', title: t('title') },
          { href: address, title: draft.name },
        ]}
      />
      <DraftForm
        draftId={draft.draftId}
        name={draft.name}
        revision={draft.revision}
        submission={randomUUID()}
        texts={formOfPolicy(draft.policy)}
        inForce={inForce.policy}
        timezone={timezone}
        isZoneFixed={hasFacts}
      />
    </div>
  );
}
