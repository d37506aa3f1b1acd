/** What a fact says, as it was sent and is kept. */
export function FactContent({ content }: { content: Record<string, unknown> }) {
  return (
    <pre dir="ltr" className="max-w-full rounded-md bg-muted p-3 text-xs break-all whitespace-pre-wrap">
      {JSON.stringify(content, null, 2)}
    </pre>
  );
}
