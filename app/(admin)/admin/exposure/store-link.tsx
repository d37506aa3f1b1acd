import Link from 'next/link';

/** A store, with the way to its assessment. */
export function StoreLink({ merchantId, name }: { merchantId: string; name: string | null }) {
  return (
    <span className="flex min-w-0 flex-col">
      <Link
        href={`/admin/assessments/${encodeURIComponent(merchantId)}`}
        className="font-medium underline-offset-4 hover:underline max-sm:text-base"
      >
        {name ?? merchantId}
      </Link>
      <span className="font-mono text-xs break-all text-muted-foreground">{merchantId}</span>
    </span>
  );
}
