import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { callOf, PROBLEMS_OF_ALL, PROBLEMS_OF_KEYS } from '@/engine/api/calls';
import type { Problem } from '@/engine/problems';
import { curlOf } from './curl';
import { DOCUMENT, nameIn, type Operation, placeOf } from './document';
import { Listing, More, Name, Part, Prose, RICH } from './parts';
import { typeOf } from './schema-rows';

interface CallProps {
  path: string;
  method: string;
  operation: Operation;
}

const calls: CallProps[] = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

const idOf = ({ operation }: CallProps) => `call-${operation.operationId}`;

type CallName = 'recordFacts' | 'getMerchant' | 'listEntries' | 'listHolds' | 'getOrder' | 'getSummary';
const nameOf = ({ operation }: CallProps) => operation.operationId as CallName;

function Scope({ operation }: CallProps) {
  const t = useTranslations('developers.calls');
  const scope = operation.security[0]?.key?.[0];
  return scope === undefined ? t('no_key') : <Name>{scope}</Name>;
}

/** All calls at a glance. */
function CallsTable() {
  const t = useTranslations('developers.calls');
  const heads = [t('call'), t('does'), t('scope')] as const;
  return (
    <div className="pt-4">
      <Table label={t('call')} phone="cards">
        <TableHeader>
          <TableRow>
            {heads.map((head) => (
              <TableHead key={head}>{head}</TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {calls.map((call) => (
            <TableRow key={idOf(call)}>
              <TableCell label={heads[0]}>
                <a
                  href={`#${idOf(call)}`}
                  className="text-right text-primary underline underline-offset-2 hover:no-underline sm:text-left"
                >
                  <code className="font-mono text-[0.9em] break-all">
                    {call.method.toUpperCase()} {call.path}
                  </code>
                </a>
              </TableCell>
              <TableCell label={heads[1]}>{t(`titles.${nameOf(call)}.title`)}</TableCell>
              <TableCell label={heads[2]}>
                <Scope {...call} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Parameters({ path, method, operation }: CallProps) {
  const t = useTranslations('developers.calls');
  const { parameters = [] } = operation;
  if (parameters.length === 0) return null;
  const heads = [t('name'), t('where'), t('type'), t('meaning')] as const;
  return (
    <div className="flex flex-col gap-1">
      <h4 className="px-4 font-medium sm:px-5">{t('parameters')}</h4>
      <Table label={t('parameters_of', { call: `${method.toUpperCase()} ${path}` })} className="min-w-xl">
        <TableHeader>
          <TableRow>
            {heads.map((head) => (
              <TableHead key={head}>{head}</TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {parameters.map((parameter) => (
            <TableRow key={`${parameter.in} ${parameter.name}`}>
              <TableCell>
                <Name>{parameter.name}</Name>
              </TableCell>
              <TableCell>
                {t(`in.${parameter.in}`)}
                <span className="block text-xs text-muted-foreground">
                  {t(parameter.required ? 'required' : 'optional')}
                </span>
              </TableCell>
              <TableCell lang="en">
                {typeOf(parameter.schema)}
                {parameter.schema.default !== undefined && ` = ${parameter.schema.default}`}
              </TableCell>
              <TableCell lang="en">{parameter.schema.description}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Component({ name }: { name: string }) {
  return (
    <a href={`#${placeOf(name)}`} className="text-primary underline underline-offset-2 hover:no-underline">
      <code className="font-mono text-[0.9em]">{name}</code>
    </a>
  );
}

function ProblemLinks({ kinds }: { kinds: readonly Problem[] }) {
  return kinds.map((kind, place) => (
    <span key={kind}>
      {place > 0 && ', '}
      <a href={`#problem-${kind}`} className="text-primary underline underline-offset-2 hover:no-underline">
        <code className="font-mono text-[0.9em] break-all">{kind}</code>
      </a>
    </span>
  ));
}

/** What is sent, what is answered, what may be refused. */
function Contents({ operation }: CallProps) {
  const t = useTranslations('developers.calls');
  const call = callOf(operation.operationId);
  const own = [...(call.scope === null ? [] : PROBLEMS_OF_KEYS), ...call.problems];
  const { schema } = operation.responses['200']?.content?.['application/json'] ?? {};
  const components = (schema?.anyOf ?? [schema]).flatMap((each) => {
    const $ref = each?.$ref ?? each?.items?.$ref;
    return $ref === undefined ? [] : [nameIn($ref)];
  });
  const headers = Object.keys(operation.responses['200']?.headers ?? {});
  return (
    <dl className="grid gap-x-4 gap-y-1 px-4 text-sm sm:grid-cols-[10rem_minmax(0,1fr)] sm:px-5">
      {operation.requestBody !== undefined && (
        <>
          <dt className="text-muted-foreground">{t('body')}</dt>
          <dd>
            <a href="#facts" className="text-primary underline underline-offset-2 hover:no-underline">
              {t('sent')}
            </a>
          </dd>
        </>
      )}
      {components.length > 0 && (
        <>
          <dt className="text-muted-foreground">{t('answer')}</dt>
          <dd className="flex flex-wrap gap-x-3">
            {components.map((name) => (
              <Component key={name} name={name} />
            ))}
          </dd>
        </>
      )}
      <dt className="text-muted-foreground">{t('headers_of_answer')}</dt>
      <dd className="flex flex-wrap gap-x-3 gap-y-1">
        {headers.map((name) => (
          <Name key={name}>{name}</Name>
        ))}
      </dd>
      <dt className="text-muted-foreground">{t('problems')}</dt>
      <dd>
        <ProblemLinks kinds={own} />
      </dd>
    </dl>
  );
}

function Call(call: CallProps) {
  const t = useTranslations('developers.calls');
  const { path, method, operation } = call;
  const { examples = {} } = operation.responses['200']?.content?.['application/json'] ?? {};
  return (
    <article
      id={idOf(call)}
      aria-labelledby={`${idOf(call)}-title`}
      className="flex scroll-mt-4 flex-col gap-4 border-t pt-5"
    >
      <header className="flex flex-col gap-2 px-4 sm:px-5">
        <h3 id={`${idOf(call)}-title`} className="text-lg font-semibold">
          {t(`titles.${nameOf(call)}.title`)}
        </h3>
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone="primary">{method.toUpperCase()}</Badge>
          <code dir="ltr" className="font-mono text-sm break-all">
            /api/v1{path}
          </code>
          <span className="text-sm text-muted-foreground">
            {t('scope')}: <Scope {...call} />
          </span>
        </p>
        <p className="max-w-prose text-pretty">{t(`titles.${nameOf(call)}.what`)}</p>
      </header>
      <Parameters {...call} />
      <Contents {...call} />
      <div className="flex flex-col gap-2 px-4 sm:px-5">
        <More title={t('example')}>
          <Listing label={t('example')} text={curlOf(path, method, operation)} />
        </More>
        {Object.entries(examples).map(([name, { value }]) => (
          <More key={name} title={t('example_answer', { name })}>
            <Listing label={t('example_answer', { name })} text={JSON.stringify(value, null, 2)} />
          </More>
        ))}
      </div>
    </article>
  );
}

/** Every call of the document. */
export function Calls() {
  const t = useTranslations('developers.calls');
  return (
    <Part part="calls">
      <Prose>{t.rich('lead', { ...RICH, base: DOCUMENT.servers[0]?.url ?? '' })}</Prose>
      <CallsTable />
      <p className="px-4 py-4 text-sm text-muted-foreground sm:px-5">
        {t.rich('of_all', { problems: () => <ProblemLinks kinds={PROBLEMS_OF_ALL} /> })}
      </p>
      <div className="flex flex-col gap-6">
        {calls.map((call) => (
          <Call key={idOf(call)} {...call} />
        ))}
      </div>
    </Part>
  );
}
