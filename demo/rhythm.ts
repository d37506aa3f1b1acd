import { dateOf, weekdayOf } from './days';

const BY_WEEKDAY = [1.14, 1.05, 0.98, 0.95, 0.93, 0.92, 1.03];
const BY_MONTH = [0.88, 0.8, 0.92, 0.93, 0.95, 1.05, 0.88, 0.9, 0.98, 1.05, 1.5, 1.2];
const SALES: Readonly<Record<string, number>> = {
  '06-16': 1.3,
  '06-17': 1.5,
  '06-18': 1.9,
  '11-10': 1.5,
  '11-11': 2.2,
  '11-12': 1.5,
  '11-27': 1.6,
  '11-28': 1.7,
  '11-30': 1.5,
  '12-12': 1.4,
};

/** How busy a day is, by weekday, month and the great sales; about 1 over a year. */
export function busyness(day: number): number {
  const monthAndDay = dateOf(day).slice(5);
  const month = Number(monthAndDay.slice(0, 2)) - 1;
  return (BY_WEEKDAY[weekdayOf(day)] ?? 1) * (BY_MONTH[month] ?? 1) * (SALES[monthAndDay] ?? 1);
}
