import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { makeDocument } from '@/engine/api/document';

/** The API's document, and answers held to it. */

interface Operation {
  operationId: string;
  security: unknown[];
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object; examples: Record<string, { value: unknown }> }> };
  responses: Record<string, Response>;
}

interface Response {
  $ref?: string;
  headers?: Record<string, object>;
  content?: Record<string, { schema: object; examples?: Record<string, { value: unknown }> }>;
}

export interface Document {
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; responses: Record<string, Response> };
}

/** The document as whoever asks for it gets it. */
export function readDocument(): Document {
  return JSON.parse(JSON.stringify(makeDocument()));
}

const ROOT = 'https://sluice.invalid/openapi.json';

/** Holds answers to what a document says of them. */
export class ApiSchemas {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly made = new Map<object, ValidateFunction>();

  constructor(readonly document: Document) {
    // Numbers of a whole range, and instants and dates, are as the document says, not only by their look.
    formats.default(this.ajv);
    this.ajv.addSchema({ ...document, $id: ROOT });
  }

  /** What is wrong with a value by a schema of the document. */
  wrongBy(schema: object, value: unknown): string[] {
    let validate = this.made.get(schema);
    if (validate === undefined) {
      const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${ROOT}#/`));
      validate = this.ajv.compile(absolute);
      this.made.set(schema, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  /** The answer that an operation gives by a status; undefined where it says nothing of it. */
  responseOf(path: string, method: string, status: number): Response | undefined {
    const response = this.document.paths[path]?.[method]?.responses[String(status)];
    return response?.$ref === undefined ? response : this.shared(response.$ref.split('/').at(-1) ?? '');
  }

  shared(name: string): Response | undefined {
    return this.document.components.responses[name];
  }

  /** What is wrong with an answer to a call. */
  wrongWith(
    { path, method }: { path: string; method: string },
    answer: { status: number; type: string | null; text: string },
  ): string[] {
    const response = this.responseOf(path, method, answer.status);
    if (response === undefined) return [`the document says nothing of ${answer.status}`];
    return this.wrongFor(response, answer);
  }

  /** What is wrong with an answer by one response of the document. */
  wrongFor(response: Response, { type, text }: { type: string | null; text: string }): string[] {
    if (response.content === undefined) return text === '' ? [] : ['it has a body'];
    const content = response.content[type?.split(';')[0] ?? ''];
    if (content === undefined) return [`it is ${type}`];
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return [`it is not JSON: ${text.slice(0, 200)}`];
    }
    return this.wrongBy(content.schema, value);
  }
}
