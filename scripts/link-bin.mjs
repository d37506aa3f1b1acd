import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// npm links the commands of packages, and not the project's own: this makes `npx sluice` work in a checkout.

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
try {
  if (existsSync(join(root, 'node_modules'))) {
    mkdirSync(bin, { recursive: true });
    if (process.platform === 'win32') {
      writeFileSync(join(bin, 'sluice.cmd'), '@node "%~dp0\\..\\..\\cli\\bin.js" %*\r\n');
    } else {
      const link = join(bin, 'sluice');
      if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
      symlinkSync('../../cli/bin.js', link);
    }
  }
} catch (error) {
  // `node cli/bin.js` does as well: an installation must not fail for this.
  process.stderr.write(`npx sluice was not linked: ${error instanceof Error ? error.message : error}\n`);
}
