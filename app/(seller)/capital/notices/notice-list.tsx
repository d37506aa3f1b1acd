import {
  BadgeCheck,
  BadgeX,
  CalendarCog,
  CircleCheck,
  HandCoins,
  Landmark,
  type LucideIcon,
  ReceiptText,
  Scale,
  Send,
  Snowflake,
  Store,
  TrendingUp,
  Undo2,
} from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { type NoticeWording, noticeWords, type Say } from '@/components/notice-words';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import type { CalendarDate } from '@/engine/calendar';
import type { NoticeKind } from '@/engine/notices';
import type { NoticeShown } from '@/services/notices/list-notices';
import { MarkOne } from './mark-form';

const LOOKS: Record<NoticeKind, { icon: LucideIcon; className: string }> = {
  enrolled: { icon: BadgeCheck, className: 'text-good bg-good-soft' },
  tier_changed: { icon: TrendingUp, className: 'text-primary bg-primary-soft' },
  cancelled: { icon: BadgeX, className: 'text-bad bg-bad-soft' },
  closed: { icon: Store, className: 'text-muted-foreground bg-muted' },
  deduction: { icon: ReceiptText, className: 'text-warn bg-warn-soft' },
  debt: { icon: HandCoins, className: 'text-bad bg-bad-soft' },
  holds_released: { icon: Snowflake, className: 'text-frozen bg-frozen-soft' },
  bank_account_added: { icon: Landmark, className: 'text-primary bg-primary-soft' },
  bank_account_removed: { icon: Landmark, className: 'text-muted-foreground bg-muted' },
  withdrawal_sent: { icon: Send, className: 'text-good bg-good-soft' },
  withdrawal_returned: { icon: Undo2, className: 'text-warn bg-warn-soft' },
  adjusted: { icon: Scale, className: 'text-primary bg-primary-soft' },
  debt_written_off: { icon: CircleCheck, className: 'text-good bg-good-soft' },
  order_corrected: { icon: CalendarCog, className: 'text-primary bg-primary-soft' },
};

interface NoticeListProps {
  notices: NoticeShown[];
  today: CalendarDate | null;
  timezone: string;
}

/** What the store was told, each with its reason and whether it was read. */
export function NoticeList({ notices, today, timezone }: NoticeListProps) {
  const t = useTranslations('notices');
  const reasons = useTranslations('names.refund_reasons');
  const locale = useLocale();
  const wording: NoticeWording = {
    notices: t as unknown as Say,
    refundReasons: reasons as unknown as Say,
    locale,
    timezone,
  };
  return (
    <ul aria-label={t('list')} className="divide-y">
      {notices.map((notice) => (
        <NoticeItem key={notice.noticeSeq.toString()} notice={notice} today={today} wording={wording} />
      ))}
    </ul>
  );
}

function NoticeItem({
  notice,
  today,
  wording,
}: {
  notice: NoticeShown;
  today: CalendarDate | null;
  wording: NoticeWording;
}) {
  const t = useTranslations('notices');
  const { icon: Icon, className } = LOOKS[notice.kind];
  const { title, body, points, href, link } = noticeWords(wording, notice);
  const [first, ...rest] = body;
  const id = `notice-${notice.noticeSeq}`;
  return (
    <li
      aria-labelledby={id}
      className={cn(
        'flex gap-3 border-l-4 px-4 py-4 sm:px-5',
        notice.isRead ? 'border-l-transparent' : 'border-l-primary',
      )}
    >
      <span className={cn('mt-0.5 h-fit rounded-md p-1.5', className)}>
        <Icon aria-hidden="true" className="size-4" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
          <span>{t(`kinds.${notice.kind}`)}</span>
          <DateText date={notice.happenedOn} today={today} />
          {!notice.isRead && <Badge tone="primary">{t('new')}</Badge>}
        </div>
        <h2 id={id} className={cn('text-base break-words', notice.isRead ? 'font-medium' : 'font-semibold')}>
          {title}
        </h2>
        <div className="flex max-w-prose flex-col gap-2 text-sm text-pretty break-words">
          <p>{first}</p>
          {points.length > 0 && (
            <ul className="list-disc pl-5">
              {points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          )}
          {rest.map((each) => (
            <p key={each}>{each}</p>
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
          <Link href={href} prefetch={false} className="text-primary underline underline-offset-4">
            {link}
            <span className="sr-only">: {title}</span>
          </Link>
          {!notice.isRead && <MarkOne notice={notice.noticeSeq.toString()} title={title} />}
        </div>
      </div>
    </li>
  );
}
