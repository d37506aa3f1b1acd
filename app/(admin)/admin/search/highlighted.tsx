/** A text with what was looked for marked in it, where it stands there as it was typed or in other letters. */
export function Highlighted({ text, part }: { text: string; part: string }) {
  const small = text.toLowerCase();
  // Some letters become two when they are made small: then places in the one are not places in the other.
  const at = part === '' || small.length !== text.length ? -1 : small.indexOf(part.toLowerCase());
  if (at === -1) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-xs bg-primary-soft text-primary">{text.slice(at, at + part.length)}</mark>
      {text.slice(at + part.length)}
    </>
  );
}
