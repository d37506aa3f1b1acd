import type { StandingQuestion } from '@/services/get-standing';
import { addressOf, dateIn, type SearchParams } from '../address';

const PATH = '/capital/standing';

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): StandingQuestion {
  return {
    on: dateIn(params, 'on'),
    historyBefore: dateIn(params, 'before'),
    daysAfter: dateIn(params, 'days_after'),
  };
}

/** The page's address that asks for this. */
export function askHref({ on, historyBefore, daysAfter }: StandingQuestion, place = ''): string {
  return addressOf(PATH, { on, before: historyBefore, days_after: daysAfter }) + place;
}
