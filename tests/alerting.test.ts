import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { metricsText } from '@/app/api/metrics/metrics';
import { GET } from '@/app/api/metrics/route';
import { metricsRegistry } from '@/services/measure';
import { portalDatabase } from '@/services/portal';
import { runDay } from '@/services/run-day';
import { OPERATOR } from './actors';
import { apply, fact, makeBooks, type TestBooks } from './make-books';

/** docs/alerting.md and docs/alerts.rules.yml, against what a server tells. */

const read = (name: string) => readFileSync(join(import.meta.dirname, '../docs', name), 'utf8');
const RULES = read('alerts.rules.yml');
const PAGE = read('alerting.md');

let books: TestBooks;
let text: string;

beforeAll(async () => {
  books = await makeBooks();
  vi.stubEnv('DATABASE_URL', books.ownerUrl);
  await apply(books.database, [
    fact('open', 'merchant.opened', '2026-01-01', { merchant: 'm', name: 'Lumen & Loom' }),
  ]);
  await runDay(books.database, OPERATOR, '2026-01-02');
  ({ text } = await metricsText(new Date('2026-01-02T10:00:00Z')));
});
afterAll(async () => {
  await portalDatabase().close();
  await books.drop();
});

interface Rule {
  alert: string;
  expr: string;
  for: string;
  severity: string;
  runbook: string;
}

/** The rules of the file, which is written in one way alone. */
function rules(): Rule[] {
  const rule =
    / {6}- alert: (\w+)\n {8}expr: '((?:[^']|'')+)'\n {8}for: (\d+[mh])\n {8}labels: \{ severity: (\w+) \}\n {8}annotations:\n {10}summary: '(?:[^']|'')+'\n {10}runbook: (\S+)\n/g;
  return [...RULES.matchAll(rule)].map(
    ([, alert = '', expr = '', time = '', severity = '', runbook = '']) => ({
      ...{ alert, expr: expr.replaceAll("''", "'"), for: time, severity, runbook },
    }),
  );
}

/** Names of series by what they are told as. */
function told(): Map<string, string> {
  return new Map(
    [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type]),
  );
}

function namesIn(words: string): string[] {
  return [...new Set(words.match(/\b(?:sluice|process|nodejs)_[a-z0-9_]+/g))];
}

describe('the rules', () => {
  it('are all read by this test', () => {
    expect(rules().length).toBeGreaterThan(15);
    expect(rules()).toHaveLength(RULES.match(/- alert:/g)?.length ?? 0);
  });

  it('go by metrics that the server tells, each as what it is', () => {
    const types = told();
    for (const { alert, expr } of rules()) {
      for (const name of namesIn(expr)) {
        const base = name.replace(/_bucket$/, '');
        const isCounted = new RegExp(`(rate|increase)\\(${name}[{\\[]`).test(expr);
        const type = types.get(base);
        expect([alert, name, type]).toEqual([alert, name, expect.any(String)]);
        expect([alert, name, isCounted]).toEqual([alert, name, type === 'counter' || type === 'histogram']);
      }
    }
  });

  it('go by labels that those metrics have', async () => {
    const known = await metricsRegistry().getMetricsAsJSON();
    const labelsOf = (name: string) =>
      (metricsRegistry().getSingleMetric(name) as unknown as { labelNames: string[] }).labelNames;
    expect(known.length).toBeGreaterThan(0);
    for (const { expr } of rules()) {
      for (const [, name = '', matchers = ''] of expr.matchAll(/(sluice_\w+)\{([^}]*)\}/g))
        for (const [, label] of matchers.matchAll(/(\w+)\s*[=!]~?\s*"/g))
          expect(labelsOf(name.replace(/_bucket$/, ''))).toContain(label);
    }
  });

  it('stand in the page, each with its expression, its severity and what to do', () => {
    const sections = PAGE.split('\n### ').slice(1);
    const words = new Map(sections.map((section) => [section.split('\n')[0], section]));
    expect([...words.keys()]).toEqual(rules().map(({ alert }) => alert));
    for (const { alert, expr, severity, runbook, ...rule } of rules()) {
      const section = words.get(alert) ?? '';
      expect(section).toContain(`\`\`\`promql\n${expr}\n\`\`\``);
      expect(section).toContain(`\`${severity}\`, after ${rule.for === '0m' ? 'no time at all' : rule.for}`);
      expect(section).toMatch(/\*\*Means:\*\* \S[\s\S]+\*\*Do:\*\* \S/);
      expect(runbook).toBe(`docs/alerting.md#${alert.toLowerCase()}`);
    }
  });
});

describe('the page', () => {
  it('names every metric of ours, and none that there is not', () => {
    const names = [...told().keys()];
    const [, table = ''] = /\| metrics \| what they say \|\n([\s\S]*?)\n\n/.exec(PAGE) ?? [];
    const said = [...table.matchAll(/\b(sluice_[a-z_]+)(…?)/g)].map(([, name = '', more = '']) => ({
      name,
      more,
    }));
    expect(
      said.filter(({ name, more }) => !names.some((each) => (more ? each.startsWith(name) : each === name))),
    ).toEqual([]);
    const unsaid = names.filter(
      (each) =>
        each.startsWith('sluice_') &&
        !said.some(({ name, more }) => (more ? each.startsWith(name) : each === name)),
    );
    expect(unsaid).toEqual([]);
  });
});

describe('the address of the metrics', () => {
  const ask = (authorization?: string) =>
    GET(new Request('http://localhost/api/metrics', { headers: authorization ? { authorization } : {} }));

  it('is open where the settings name no token, and else asks for it', async () => {
    expect((await ask()).status).toBe(200);
    vi.stubEnv('SLUICE_METRICS_TOKEN', 'a-token-for-prometheus');
    expect((await ask('Bearer a-token-for-prometheus')).status).toBe(200);
    for (const wrong of [undefined, 'Bearer ', 'Bearer another', 'a-token-for-prometheus']) {
      const answer = await ask(wrong);
      expect([wrong, answer.status, answer.headers.get('www-authenticate')]).toEqual([wrong, 401, 'Bearer']);
      expect(await answer.text()).not.toContain('sluice_run');
    }
    vi.stubEnv('SLUICE_METRICS_TOKEN', '');
    expect((await ask()).status).toBe(200);
  });
});
