import { getTranslations } from 'next-intl/server';
import { Reason } from '../../why/reason';
import { WhyPanel } from './why-panel';

/** The reason of a figure or of an entry, beside the page that it is asked on. */
export default async function WhyBeside({ searchParams }: PageProps<'/capital/why'>) {
  const t = await getTranslations('why');
  return (
    <WhyPanel title={t('title')} close={t('close')}>
      <Reason params={await searchParams} />
    </WhyPanel>
  );
}
