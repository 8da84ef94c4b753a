import type { TSchema } from '@sinclair/typebox';
import { ERROR_CODES, DomainError, type ErrorCode } from '../domain/errors';
import { operationOf } from './openapiOperation';
import { problemOf } from './problem';
import { Problem } from './problemSchema';
import type { Route } from './route';
import { plainSchema, type JsonSchema } from './schema/forValidation';

export interface OpenApiOptions {
  title: string;
  version: string;
  description: string;
  tags: readonly { name: string; description: string }[];
}

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the routes: the very schemas that are enforced, and every refusal by its code. */
export function openApiOf(routes: readonly Route[], { tags, ...info }: OpenApiOptions): Json {
  const schemas = componentSchemas();
  const problem = schemas.of(Problem);
  const paths: Record<string, Json> = {};
  const ids = new Set<string>();
  for (const route of routes) {
    const id = operationIdOf(route);
    const operations = (paths[route.path] ??= {});
    if (ids.has(id) || operations[route.method]) throw new Error(`two routes are ${id}`);
    ids.add(id);
    operations[route.method] = operationOf(route, id, schemas.of, problem);
  }
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api/v1' }],
    tags: [
      ...new Map(
        [...tags, ...routes.map(({ tag }) => ({ name: tag }))].map((tag) => [tag.name, tag]),
      ).values(),
    ],
    paths,
    components: {
      schemas: schemas.all,
      headers: HEADERS,
      examples: Object.fromEntries(ERROR_CODES.map((code) => [code, problemExample(code)])),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        password: { type: 'oauth2', flows: { password: { tokenUrl: '/api/v1/auth/login', scopes: {} } } },
      },
    },
  };
}

const HEADERS = {
  RetryAfter: { description: 'Seconds to wait before the next try', schema: { type: 'integer' } },
  IdempotentReplayed: {
    description: 'This is the first reply to the Idempotency-Key, sent again',
    schema: { type: 'string', enum: ['true'] },
  },
  RateLimit: {
    description:
      'What is left of each limit and seconds until it is whole again (draft-ietf-httpapi-ratelimit-headers-10), on every reply',
    schema: { type: 'string' },
    example: '"address";r=2990;t=42, "user";r=598;t=42',
  },
  RateLimitPolicy: {
    description: 'The limits: requests in so many seconds, by address and by user',
    schema: { type: 'string' },
    example: '"address";q=3000;w=60, "user";q=600;w=60',
  },
};

function componentSchemas() {
  const all: Record<string, JsonSchema> = {};
  const named = (id: string, plain: JsonSchema): JsonSchema => {
    if (all[id] && JSON.stringify(all[id]) !== JSON.stringify(plain))
      throw new Error(`two schemas are named ${id}`);
    all[id] = plain;
    return { $ref: `#/components/schemas/${id}` };
  };
  return { all, of: (schema: TSchema) => plainSchema(schema, named) };
}

/** `post /checks/{check_id}/answer` → `postChecksByCheckIdAnswer`. */
function operationIdOf({ operationId, method, path }: Route): string {
  if (operationId !== undefined) return operationId;
  const words = path
    .replaceAll('{', 'by_')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function problemExample(code: ErrorCode): Json {
  const value = problemOf(new DomainError(code), 'en', '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a11');
  return { summary: value.title, value };
}
