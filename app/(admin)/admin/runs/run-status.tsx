import { CircleCheck, CirclePause, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { RunShown } from '@/services/runs/run-shown';

const LOOKS: Record<RunShown['status'] | 'failed', { icon: LucideIcon; tone: Tone }> = {
  done: { icon: CircleCheck, tone: 'good' },
  running: { icon: LoaderCircle, tone: 'primary' },
  left: { icon: CirclePause, tone: 'warn' },
  failed: { icon: CircleX, tone: 'bad' },
};

/** Where a run is, and what stopped it. */
export function RunStatus({ run }: { run: RunShown }) {
  const t = useTranslations('runs');
  const status = run.status === 'left' && run.error !== null ? 'failed' : run.status;
  const { icon: Icon, tone } = LOOKS[status];
  return (
    <span className="flex flex-col items-start gap-1 max-sm:items-end">
      <Badge tone={tone}>
        <Icon aria-hidden="true" />
        {t(`statuses.${status}`)}
      </Badge>
      {run.error !== null && (
        <details className="text-xs">
          <summary className="text-bad">{t('list.error')}</summary>
          <p className="max-w-60 font-mono break-all">{run.error.slice(0, 500)}</p>
        </details>
      )}
    </span>
  );
}
