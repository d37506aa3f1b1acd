import { useTranslations } from 'next-intl';
import type { Starter } from '@/services/runs/starter';

/** Who began a run, in words. */
export function useStarterWords(): (starter: Starter) => string {
  const t = useTranslations('runs.starters');
  return (starter) => {
    switch (starter.kind) {
      case 'person':
      case 'operator':
        return t(starter.kind, { name: starter.name });
      default:
        return t(starter.kind);
    }
  };
}
