'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';
import { useScript } from './use-script';

interface CopyButtonProps {
  text: string;
  label: string;
  /** What it says once the text is copied. */
  labelDone: string;
}

/** Copies a text. Not there without a script: the text can be selected. */
export function CopyButton({ text, label, labelDone }: CopyButtonProps) {
  const hasScript = useScript();
  const [isDone, setIsDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setIsDone(true);
    } catch {
      // A browser that does not let us leaves the text to be selected.
      setIsDone(false);
    }
  };
  if (!hasScript) return null;
  return (
    <Button variant="outline" size="small" onClick={() => void copy()}>
      {isDone ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span aria-live="polite">{isDone ? labelDone : label}</span>
    </Button>
  );
}
