import { join } from 'node:path';
import { install, isInstalled, requireNode, root } from './prepare.mjs';

// The same server as `npm start`, with Next's development mode in place of a build.

requireNode();
if (!isInstalled() && !install()) process.exit(1);

process.env.NODE_ENV = 'development';
process.env.NEXT_TELEMETRY_DISABLED ??= '1';
process.chdir(root);
const { register } = await import('tsx/esm/api');
register({ tsconfig: join(root, 'tsconfig.json') });
await import('./serve.ts');
