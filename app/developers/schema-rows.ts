import { nameIn, type Schema } from './document';

/** A schema as the rows of a table: each field with its path, its type in words, and what it means. */

export interface SchemaRow {
  /** The way to the field, as `holds[].amount`; `*` stands for a key that is not known before. */
  name: string;
  type: string;
  /** The component that the type is made of. */
  component: string | null;
  isRequired: boolean;
  meaning: string;
}

/** So many fields that say the same, each under a name of its own, are told in one row. */
const MANY = 5;

function alike(properties: Record<string, Schema>): boolean {
  const texts = Object.values(properties).map((each) => JSON.stringify(each));
  return texts.length >= MANY && texts.every((text) => text === texts[0]);
}

const isNull = (schema: Schema) => schema.type === 'null';

function variantsOf({ oneOf, anyOf }: Schema): Schema[] {
  return (oneOf ?? anyOf ?? []).filter((each) => !isNull(each));
}

/** The component that a schema, its items or its only variant refers to. */
export function componentIn(schema: Schema): string | null {
  if (schema.$ref !== undefined) return nameIn(schema.$ref);
  if (schema.items !== undefined) return componentIn(schema.items);
  const [only, second] = variantsOf(schema);
  return only !== undefined && second === undefined ? componentIn(only) : null;
}

function rangeOf({ minimum, maximum }: Schema): string {
  if (minimum === undefined || maximum === undefined) return '';
  return `, ${minimum} to ${maximum}`;
}

/** A schema's type in words of JSON Schema. */
export function typeOf(schema: Schema): string {
  const { $ref, type, items, format } = schema;
  if ($ref !== undefined) return nameIn($ref);
  const variants = variantsOf(schema);
  const orNull = [...(schema.oneOf ?? schema.anyOf ?? [])].some(isNull) ? ' or null' : '';
  if (variants.length > 0) {
    const words = variants.every((each) => each.$ref !== undefined) ? variants.map(typeOf) : ['object'];
    return `${words.join(' or ')}${orNull}`;
  }
  const types = Array.isArray(type) ? type : [type ?? 'any'];
  const nullable = types.includes('null') ? ' or null' : '';
  if (schema.enum !== undefined) return `${schema.enum.join(' | ')}${nullable}`;
  if (items !== undefined) return `array of ${typeOf(items)}${nullable}`;
  const words = types.filter((each) => each !== 'null').join(' or ');
  return `${words}${format === undefined ? '' : ` (${format})`}${rangeOf(schema)}${nullable}`;
}

function fieldsIn(schema: Schema, prefix: string): SchemaRow[] {
  const { properties, items, additionalProperties } = schema;
  if (schema.$ref !== undefined) return [];
  if (properties !== undefined) return rowsOf(schema, `${prefix}.`);
  if (items !== undefined) return fieldsIn(items, `${prefix}[]`);
  if (typeof additionalProperties === 'object') return fieldsIn(additionalProperties, `${prefix}.*`);
  return variantsOf(schema).flatMap((variant) => {
    if (variant.properties === undefined) return [];
    const [[first, choice] = ['', {}]] = Object.entries(variant.properties);
    const isNamed = choice.enum?.length === 1;
    const rows = rowsOf(variant, `${prefix}.`, isNamed ? [first] : []);
    if (!isNamed) return rows.map((row) => ({ ...row, isRequired: false }));
    const type = `${first}: ${typeOf(choice)}`;
    const meaning = variant.description ?? '';
    return [{ name: prefix, type, component: null, isRequired: false, meaning }, ...rows];
  });
}

/** The fields of an object, and of the objects in it, in their order. */
export function rowsOf(schema: Schema, prefix = '', passedOver: string[] = []): SchemaRow[] {
  const { properties = {}, required = [] } = schema;
  if (alike(properties)) {
    const [first = {}] = Object.values(properties);
    const name = `${prefix}*`;
    const meaning = Object.keys(properties).join(', ');
    return [{ name, type: typeOf(first), component: null, isRequired: true, meaning }];
  }
  return Object.entries(properties)
    .filter(([name]) => !passedOver.includes(name))
    .flatMap(([name, field]) => [
      {
        name: `${prefix}${name}`,
        type: typeOf(field),
        component: componentIn(field),
        isRequired: required.includes(name),
        meaning: field.description ?? '',
      },
      ...fieldsIn(field, `${prefix}${name}`),
    ]);
}
