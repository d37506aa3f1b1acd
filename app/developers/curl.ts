import type { Operation } from './document';

/** A command that makes a call, to be typed after the two variables of the page's first example. */
export function curlOf(path: string, method: string, { parameters = [], requestBody }: Operation): string {
  const exampleOf = (name: string) => {
    const { schema } = parameters.find((each) => each.in === 'path' && each.name === name) ?? {};
    const [example = name] = (schema as { examples?: string[] } | undefined)?.examples ?? [];
    return encodeURIComponent(example);
  };
  const address = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => exampleOf(name));
  const lines = [`curl --compressed "$SLUICE${address}"`];
  if (method !== 'get') lines[0] = `curl --compressed -X ${method.toUpperCase()} "$SLUICE${address}"`;
  lines.push('  -H "Authorization: Bearer $KEY"');
  if (parameters.some(({ name }) => name === 'Idempotency-Key'))
    lines.push('  -H "Idempotency-Key: $(uuidgen)"');
  const [example] = Object.values(requestBody?.content['application/json']?.examples ?? {});
  if (example !== undefined) {
    lines.push('  -H "Content-Type: application/json"');
    lines.push(`  -d '${JSON.stringify(example.value, null, 1)}'`);
  }
  return lines.join(' \\\n');
}
