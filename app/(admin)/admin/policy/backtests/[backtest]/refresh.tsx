'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

const PAUSE_MS = 2000;

/** Reads the page again while it is looked at, each time a little after the answer to the time before. */
export function Refresh() {
  const router = useRouter();
  const [isReading, startReading] = useTransition();
  useEffect(() => {
    if (isReading) return;
    const read = () => {
      if (document.visibilityState === 'visible') startReading(() => router.refresh());
    };
    const timer = setInterval(read, PAUSE_MS);
    return () => clearInterval(timer);
  }, [router, isReading]);
  return null;
}
