import { makeDocument } from '@/engine/api/document';

/** As much of JSON Schema as the document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  enum?: unknown[];
  format?: string;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  oneOf?: Schema[];
  anyOf?: Schema[];
  description?: string;
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

interface Content {
  schema: Schema;
  examples?: Record<string, { value: unknown }>;
}

interface Answer {
  description: string;
  headers?: Record<string, { description?: string }>;
  content?: Record<string, Content>;
}

/** A call as the document describes it. */
export interface Operation {
  operationId: string;
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, Answer>;
}

interface Document {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: Operation }>;
  components: { schemas: Record<string, Schema> };
}

/** The document that `GET /api/v1/openapi.json` answers: the page is made from the same. */
export const DOCUMENT = JSON.parse(JSON.stringify(makeDocument())) as Document;

/** A component's name in a reference to it. */
export function nameIn($ref: string): string {
  return $ref.split('/').at(-1) ?? '';
}

/** The schema of a component. */
export function componentOf(name: string): Schema {
  return DOCUMENT.components.schemas[name] ?? {};
}

/** Where a component is described on the page: facts and messages have places of their own. */
export function placeOf(component: string): string {
  return `schema-${component}`;
}
