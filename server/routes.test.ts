import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRoutes } from './routes';

const routeOf = readRoutes(join(import.meta.dirname, '../app'));

it.each([
  ['/', '/'],
  ['/capital', '/capital'],
  ['/capital/', '/capital'],
  ['/capital/orders/A-1', '/capital/orders/[order]'],
  ['/admin/assessments/lumen-loom', '/admin/assessments/[merchant]'],
  ['/api/v1/summary', '/api/v1/summary'],
  ['/api/metrics', '/api/metrics'],
  ['/api/ready', '/api/ready'],
  ['/invitation/a-secret', '/invitation/[token]'],
  ['/_next/static/chunks/1.js', '/_next'],
  ['/wp-login.php', 'other'],
  ['/api/v1/nothing', 'other'],
  ['/capital/orders/A-1/more/and/more', 'other'],
])('%s is one of %s', (path, pattern) => {
  expect(routeOf(path)).toBe(pattern);
});
