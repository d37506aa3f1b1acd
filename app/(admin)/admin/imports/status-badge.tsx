import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { ImportStatus } from '@/engine/imports';

const TONES: Record<ImportStatus, Tone> = {
  uploading: 'neutral',
  uploaded: 'warn',
  checking: 'primary',
  checked: 'warn',
  recording: 'primary',
  recorded: 'good',
  stopped: 'warn',
  failed: 'bad',
};

export function StatusBadge({ status }: { status: ImportStatus }) {
  const t = useTranslations('imports.statuses');
  return <Badge tone={TONES[status]}>{t(status)}</Badge>;
}
