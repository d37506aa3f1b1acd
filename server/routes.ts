import { readdirSync } from 'node:fs';

/** The patterns of the addresses that there are, so that requests can be counted without their ids. */

/** What is asked for at an address that nothing answers at. */
const OTHER = 'other';
const FILES = '/_next';

interface Route {
  pattern: string;
  /** Its parts, null where an id stands. */
  parts: (string | null)[];
}

/** The address of a file of Next's router in its folders; null where it is none. */
function patternOf(file: string): string | null {
  const parts = file.split('/');
  const last = parts.pop() ?? '';
  if (!/^(page\.tsx|route\.tsx?)$/.test(last)) return null;
  return `/${parts.filter((part) => !/^(\(.*\)|@.*)$/.test(part)).join('/')}`;
}

function isOpen(part: string): boolean {
  return part.startsWith('[');
}

function routeOf(pattern: string): Route {
  const parts = pattern.split('/').map((part) => (isOpen(part) ? null : part));
  return { pattern, parts };
}

/** How many of the parts are named, from the first on: what is named goes before what is open. */
function order({ parts }: Route): string {
  return parts.map((part) => (part === null ? '1' : '0')).join('');
}

/** Finds the patterns in the folder of Next's router, and says which of them an address is one of. */
export function readRoutes(folder: string): (path: string) => string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const patterns = files.flatMap((file) => patternOf(file) ?? []);
  const routes = [...new Set([...patterns, '/api/health', '/api/ready'])]
    // What takes any address would take those that there are not.
    .filter((pattern) => !pattern.includes('[...') && !pattern.includes('[[...'))
    .map(routeOf)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return (path) => {
    if (path.startsWith(`${FILES}/`)) return FILES;
    const parts = (path.length > 1 ? path.replace(/\/$/, '') : path).split('/');
    const found = routes.find(
      (route) =>
        route.parts.length === parts.length &&
        route.parts.every((part, place) => (part === null ? parts[place] !== '' : part === parts[place])),
    );
    return found?.pattern ?? OTHER;
  };
}
