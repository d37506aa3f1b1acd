import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix, relative } from 'node:path';
import { type Expression, type Module, type Param, type Pattern, parseSync, type Statement } from '@swc/core';

/**
 * Reads out of the source which of the services' functions the doors (pages, actions, the API, commands, the server's
 * start) take, and whether each begins by asking who acts.
 */

const ROOT = join(import.meta.dirname, '..');
const DOORS = ['app', 'cli', 'scripts', 'server'];
const GUARDS = ['authorize', 'authorizeSeller', 'authorizePerson'];
/** What stands for all of a module's exports at once. */
export const WHOLE_MODULE = '*';

/** Something that a file takes from a file of services/, other than a type. */
export interface Taken {
  /** As in `get-capital#getCapital`. */
  what: string;
  service: string;
  name: string;
}

function parse(source: string): Module {
  return parseSync(source, { syntax: 'typescript', tsx: true, target: 'esnext' });
}

/** The sources of the doors, by their paths. What stands at the root, such as a proxy, is a door too. */
export function readDoors(): Map<string, string> {
  const inFolders = DOORS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).map((each) =>
      relative(ROOT, join(each.parentPath, each.name)),
    ),
  );
  const paths = [...inFolders, ...readdirSync(ROOT)].filter(
    (path) => /\.(ts|tsx)$/.test(path) && !/\.(test|d)\.tsx?$/.test(path),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

/** The source of a file of services/, by its name. */
export function readService(service: string): string {
  return readFileSync(join(ROOT, 'services', `${service}.ts`), 'utf8');
}

/** The name of the services' file that an import means; null where it means another. */
function serviceOf(door: string, source: string): string | null {
  let path = source;
  if (source.startsWith('@/')) path = source.slice(2);
  else if (source.startsWith('.')) path = posix.join(posix.dirname(door), source);
  const bare = path.slice(0, path.length - extname(path).length);
  return bare.startsWith('services/') ? bare.slice('services/'.length) : null;
}

/** What a door takes from services/: by an import, by one inside the code, or by handing it on. */
export function takenBy(door: string, source: string): Taken[] {
  const taken: Taken[] = [];
  const take = (from: string, names: string[]) => {
    const service = serviceOf(door, from);
    if (service === null) return;
    for (const name of names) taken.push({ what: `${service}#${name}`, service, name });
  };
  const { body } = parse(source);
  for (const item of body) {
    if (item.type === 'ImportDeclaration' && !item.typeOnly) {
      take(
        item.source.value,
        item.specifiers.flatMap((each) => {
          if (each.type !== 'ImportSpecifier') return [WHOLE_MODULE];
          return each.isTypeOnly ? [] : [(each.imported ?? each.local).value];
        }),
      );
    } else if (item.type === 'ExportNamedDeclaration' && item.source && !item.typeOnly) {
      take(
        item.source.value,
        item.specifiers.map((each) => (each.type === 'ExportSpecifier' ? each.orig.value : WHOLE_MODULE)),
      );
    } else if (item.type === 'ExportAllDeclaration') take(item.source.value, [WHOLE_MODULE]);
  }
  for (const { from, names } of importsInside(body)) take(from, names);
  return taken;
}

/** Every `import('...')`, with the names that it is taken apart into; the whole module where it is not. */
function importsInside(body: unknown): { from: string; names: string[] }[] {
  const found: { from: string; names: string[] }[] = [];
  const look = (node: unknown, pattern: Pattern | null) => {
    if (Array.isArray(node)) for (const item of node) look(item, null);
    else if (typeof node === 'object' && node !== null) {
      const expression = node as Expression;
      if (expression.type === 'AwaitExpression') return look(expression.argument, pattern);
      if (expression.type === 'CallExpression' && expression.callee.type === 'Import') {
        const [argument] = expression.arguments;
        const from = argument?.expression.type === 'StringLiteral' ? argument.expression.value : '';
        found.push({ from, names: namesIn(pattern) });
      }
      for (const [key, part] of Object.entries(node)) {
        look(part, key === 'init' && 'id' in node ? (node.id as Pattern) : null);
      }
    }
  };
  look(body, null);
  return found;
}

function namesIn(pattern: Pattern | null): string[] {
  if (pattern?.type !== 'ObjectPattern') return [WHOLE_MODULE];
  return pattern.properties.map((each) =>
    'key' in each && each.key.type === 'Identifier' ? each.key.value : WHOLE_MODULE,
  );
}

interface Declared {
  params: (Param | Pattern)[];
  statements: Statement[];
}

/** The function that a file exports under that name. */
function declarationOf({ body }: Module, name: string): Declared | null {
  for (const item of body) {
    if (item.type !== 'ExportDeclaration') continue;
    const { declaration } = item;
    if (declaration.type === 'FunctionDeclaration' && declaration.identifier.value === name) {
      return { params: declaration.params, statements: declaration.body?.stmts ?? [] };
    }
    if (declaration.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type !== 'Identifier' || id.value !== name) continue;
      if (init?.type !== 'ArrowFunctionExpression' && init?.type !== 'FunctionExpression') continue;
      const statements = init.body && 'stmts' in init.body ? init.body.stmts : [];
      return { params: init.params, statements };
    }
  }
  return null;
}

function nameOf(param: Param | Pattern): string | null {
  const pattern = param.type === 'Parameter' ? param.pat : param;
  const named = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  return named.type === 'Identifier' ? named.value : null;
}

/** The guards that the file has from services/authorize.ts: one of its own by that name would guard nothing. */
function guardsIn({ body }: Module): string[] {
  return body.flatMap((item) => {
    if (item.type !== 'ImportDeclaration' || !['./authorize', '../authorize'].includes(item.source.value))
      return [];
    return item.specifiers
      .filter(
        (each) => each.type === 'ImportSpecifier' && !each.imported && GUARDS.includes(each.local.value),
      )
      .map((each) => each.local.value);
  });
}

function isGuard(statement: Statement | undefined, guards: string[]): boolean {
  let call: Expression | undefined;
  if (statement?.type === 'ExpressionStatement') call = statement.expression;
  else if (statement?.type === 'VariableDeclaration') call = statement.declarations[0]?.init;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier') return false;
  const asked = call.arguments[0]?.expression;
  return guards.includes(call.callee.value) && asked?.type === 'Identifier' && asked.value === 'actor';
}

/** What keeps a function of services/ from being a guarded verb; null where it is one. */
export function faultOf(source: string, name: string): string | null {
  const module = parse(source);
  const declared = declarationOf(module, name);
  if (declared === null) return 'is no function that the file declares and exports';
  if (!declared.params.some((param) => nameOf(param) === 'actor')) return 'has no parameter actor';
  if (!isGuard(declared.statements[0], guardsIn(module))) return 'does not begin by authorizing its actor';
  return null;
}

/** Everything that the doors take from services/, each once, with the doors that take it. */
export function takenByDoors(): Map<string, Taken & { doors: string[] }> {
  const all = new Map<string, Taken & { doors: string[] }>();
  for (const [door, source] of readDoors()) {
    for (const taken of takenBy(door, source)) {
      const known = all.get(taken.what) ?? { ...taken, doors: [] };
      all.set(taken.what, known);
      known.doors.push(door);
    }
  }
  return all;
}

/** The verbs: what the doors take of the services that asks who acts. */
export function guardedVerbs(): string[] {
  return [...takenByDoors().values()]
    .filter(({ service, name }) => faultOf(readService(service), name) === null)
    .map(({ what }) => what)
    .sort();
}
