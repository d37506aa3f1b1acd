import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keptSecret } from './secret';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is made once, and only its owner may read it', () => {
  const secret = keptSecret(join(folder, 'data'));
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(keptSecret(join(folder, 'data'))).toBe(secret);
  expect(statSync(join(folder, 'data', 'secret')).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'data'))).toEqual(['secret']);
});

it('is the same for processes that start together', async () => {
  const script = `
    const { keptSecret } = await import('./server/secret.ts');
    process.stdin.once('data', () => {
      process.stdout.write(keptSecret(${JSON.stringify(folder)}));
      process.exit();
    });
    process.stdout.write('ready ');`;
  const children = Array.from({ length: 5 }, () =>
    spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      cwd: join(import.meta.dirname, '..'),
      env: { ...process.env, NODE_OPTIONS: '' },
    }),
  );
  const said = children.map(() => '');
  children.forEach((child, place) => {
    child.stdout.on('data', (chunk) => {
      said[place] += chunk;
    });
  });
  await Promise.all(children.map((child) => once(child.stdout, 'data')));
  const ended = children.map((child) => once(child, 'exit'));
  for (const child of children) child.stdin.write('go\n');
  await Promise.all(ended);
  const secret = readFileSync(join(folder, 'secret'), 'utf8').trim();
  expect(said).toEqual(children.map(() => `ready ${secret}`));
  expect(readdirSync(folder)).toEqual(['secret']);
}, 30_000);

it('says what to do where it cannot be kept', () => {
  const path = join(folder, 'file');
  writeFileSync(path, '');
  expect(() => keptSecret(path)).toThrow(/SLUICE_SECRET/);
});
