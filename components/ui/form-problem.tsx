'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Notice } from './notice';

interface FormProblemProps {
  /** What the form was answered; each answer anew, even where it says the same. */
  answer: object | null;
  /** What is wrong, in words; nothing where nothing is. */
  children?: ReactNode;
}

/** Says at the head of a form why it was not taken, and is where the reader then is. */
export function FormProblem({ answer, children }: FormProblemProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer !== null) box.current?.focus();
  }, [answer]);
  if (!children) return null;
  return (
    <Notice ref={box} role="alert" tabIndex={-1} tone="bad">
      {children}
    </Notice>
  );
}
