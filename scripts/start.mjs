import { build, install, isBuilt, isInstalled, requireNode, root, server } from './prepare.mjs';

// `npm start` on a machine with Node alone: installs, builds, and becomes the server. What was done
// before and still holds is not done again.

requireNode();

if (!isInstalled()) {
  process.stdout.write('Installing packages\n');
  if (!install()) {
    process.stderr.write('The packages could not be installed.\n');
    process.exit(1);
  }
}

if (!isBuilt()) {
  process.stdout.write('Building\n');
  if (!(await build())) {
    process.stderr.write('The portal could not be built.\n');
    process.exit(1);
  }
}

process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED ??= '1';
process.chdir(root);
process.setSourceMapsEnabled(true);
await import(server);
