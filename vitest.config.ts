import { defineConfig } from 'vitest/config';

/** What needs no database, and nothing to wait for. */
const UNIT = [
  '{engine,components,demo,server}/**/*.test.{ts,tsx}',
  'tests/{engine,components,demo,model,unit}/**/*.test.{ts,tsx}',
  'services/{authorize,doors}.test.ts',
];

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  // React's JSX, as Next compiles it.
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    projects: [
      // A busy machine may take many times as long.
      { extends: true, test: { name: 'unit', include: UNIT, testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['{tests,services,db,cli,app,bench}/**/*.test.{ts,tsx}'],
          exclude: UNIT,
          globalSetup: ['./tests/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
