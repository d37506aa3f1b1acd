import { build } from './prepare.mjs';

process.exit((await build()) ? 0 : 1);
