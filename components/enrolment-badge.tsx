import { Ban, CircleCheck, CircleDashed, DoorClosed, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Enrolment } from '@/engine/records';
import { Badge, type Tone } from './ui/badge';

const LOOKS: Record<Enrolment, { icon: LucideIcon; tone: Tone }> = {
  none: { icon: CircleDashed, tone: 'neutral' },
  enrolled: { icon: CircleCheck, tone: 'good' },
  cancelled: { icon: Ban, tone: 'warn' },
  closed: { icon: DoorClosed, tone: 'neutral' },
};

/** A store's part in early release. */
export function EnrolmentBadge({ enrolment }: { enrolment: Enrolment }) {
  const t = useTranslations('names.enrolment');
  const { icon: Icon, tone } = LOOKS[enrolment];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" />
      {t(enrolment)}
    </Badge>
  );
}
