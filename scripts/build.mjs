import { build } from './prepare.mjs';

process.exit(build() ? 0 : 1);
