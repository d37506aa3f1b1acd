import { useLocale } from 'next-intl';

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** The size of a file in words. */
export function useSizeWords(): (bytes: number) => string {
  const locale = useLocale();
  return (bytes) => {
    const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
    return new Intl.NumberFormat(locale, {
      ...{
        style: 'unit',
        unit: UNITS[step],
        unitDisplay: step === 0 ? 'long' : 'short',
        maximumFractionDigits: 1,
      },
    }).format(bytes / 1000 ** step);
  };
}
