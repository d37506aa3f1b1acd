import { readCalendarFeed } from '@/services/calendar-feed/read-calendar-feed';
import { portalDatabase } from '@/services/portal';
import { onlyBy, problem, requestIdOf } from '../../v1/problem';
import { icalendarOf } from './icalendar';

/** For calendar programs, which sign in by nothing but the address. What is no address of ours is told like any other. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  const now = new Date();
  const feed = await readCalendarFeed(portalDatabase(), token, requestIdOf(request), now);
  if (feed === null) return problem(request, 'not_found');
  return new Response(icalendarOf(feed, now), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="releases.ics"',
      'cache-control': 'private, max-age=900',
    },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = onlyBy('GET', 'HEAD');
