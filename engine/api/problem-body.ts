import { z } from 'zod';

/** The body of every answer that is not what was asked for: RFC 9457 problem details. */
export const PROBLEM = z
  .strictObject({
    type: z.string().meta({ description: 'Which problem: a name for programs to compare.' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    what_to_do: z.string(),
    request_id: z
      .string()
      .nullable()
      .meta({ description: 'The request’s name in our logs, as in the header X-Request-Id.' }),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().meta({
            description:
              'A JSON pointer into what was sent, as #/3/amount; for what stands in the address or a header, its name.',
          }),
          reason: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'Which fields are wrong, and why.' }),
  })
  .meta({ id: 'Problem', description: 'Problem details by RFC 9457.' });
