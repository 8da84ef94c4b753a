import type { TSchema } from '@sinclair/typebox';
import type { ErrorCode } from '../domain/errors';
import { translate } from '../locales/translate';
import { STATUS_OF } from './problem';
import { takesKey } from './idempotency';
import { impliedRefusals } from './refusals';
import type { Route } from './route';
import type { JsonSchema } from './schema/forValidation';

type Json = Record<string, unknown>;

export type SchemaOf = (schema: TSchema) => JsonSchema;

/** One operation of the document; `schemaOf` publishes a schema, `problem` refers to the problem document's. */
export function operationOf(
  route: Route,
  operationId: string,
  schemaOf: SchemaOf,
  problem: JsonSchema,
): Json {
  const parameters = parametersOf(route, schemaOf);
  const body = requestBodyOf(route, schemaOf);
  return {
    operationId,
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    tags: [route.tag],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: body }),
    responses: { ...successesOf(route, schemaOf), ...refusalsOf(route, problem) },
    security: route.auth === 'required' ? [{ bearer: [] }, { password: [] }] : [],
  };
}

function parametersOf(route: Route, schemaOf: SchemaOf): Json[] {
  const listed = (schema: TSchema | undefined, place: 'path' | 'query') =>
    Object.entries((schema?.properties ?? {}) as Record<string, TSchema>).map(([name, property]) => {
      const { description, ...rest } = schemaOf(property);
      return {
        name,
        in: place,
        required: place === 'path' || (isRequired(schema, name) && property.default === undefined),
        ...(description !== undefined && { description }),
        ...(property.type === 'array' && { style: 'form', explode: false }),
        schema: rest,
      };
    });
  const headers = Object.entries(route.headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));
  const key = takesKey(route) ? [IDEMPOTENCY_KEY] : [];
  return [...listed(route.params, 'path'), ...listed(route.query, 'query'), ...headers, ...key];
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Makes a repeat harmless: within 24 hours the same request by the same user gets the first reply again, with ' +
    '`Idempotent-Replayed: true`. Another request under a used key is refused. 401, 429 and 5xx are not kept.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
};

const isRequired = (schema: TSchema | undefined, name: string) =>
  Array.isArray(schema?.required) && schema.required.includes(name);

function requestBodyOf(route: Route, schemaOf: SchemaOf): Json | undefined {
  const { body, multipart, form, example } = route;
  if (!body && !multipart) return undefined;
  const content: Record<string, Json> = {};
  if (body) {
    const media = { schema: schemaOf(body), ...(example !== undefined && { example }) };
    content['application/json'] = media;
    if (form) content['application/x-www-form-urlencoded'] = media;
  }
  if (multipart) {
    const fields = schemaOf(multipart.fields);
    const required = [...((fields.required as string[] | undefined) ?? [])];
    if (multipart.file_required) required.push(multipart.file);
    const file = { type: 'string', contentMediaType: 'application/octet-stream' };
    content['multipart/form-data'] = {
      schema: {
        ...fields,
        type: 'object',
        properties: { ...(fields.properties as Json), [multipart.file]: file },
        required,
      },
    };
  }
  const required = Boolean(
    multipart ? multipart.file_required : (body?.required as string[] | undefined)?.length,
  );
  return { required, content };
}

const REASONS: Record<number, string> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted: it goes on in the background',
  204: 'Done, nothing to return',
  302: 'Where to find it',
};

function successesOf(route: Route, schemaOf: SchemaOf): Json {
  const responses = Object.entries(route.returns).map(([status, schema]): [string, Json] => {
    const description = schema.description ?? REASONS[Number(status)] ?? 'Done';
    const replayed = takesKey(route) && { headers: { 'Idempotent-Replayed': REF_REPLAYED } };
    if (schema.type === 'void') return [status, { description, ...replayed }];
    return [status, { description, content: contentOf(schema, schemaOf) }];
  });
  return Object.fromEntries(responses);
}

/** A reply that is no JSON object may come in several media types. */
function contentOf(schema: TSchema, schemaOf: (schema: TSchema) => JsonSchema): Json {
  if (typeof schema.contentMediaType !== 'string')
    return { 'application/json': { schema: schemaOf(schema) } };
  const types = schema.contentMediaType.split(', ');
  return Object.fromEntries(
    types.map((type) => [
      type,
      { schema: type === 'application/json' ? {} : { type: 'string', contentMediaType: type } },
    ]),
  );
}

const REF_REPLAYED = { $ref: '#/components/headers/IdempotentReplayed' };
/** Of every reply, as far as they concern its kind. */
const WAIT_HEADERS = {
  'Retry-After': { $ref: '#/components/headers/RetryAfter' },
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
};

function refusalsOf(route: Route, problem: JsonSchema): Json {
  const codes = [...new Set([...impliedRefusals(route), ...route.refuses])].sort();
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(STATUS_OF[code], [...(byStatus.get(STATUS_OF[code]) ?? []), code]);
  const responses = [...byStatus].map(([status, listed]): [string, Json] => [
    String(status),
    {
      description: listed.map((code) => `\`${code}\`: ${translate('en', `error.${code}.title`)}`).join('; '),
      ...(status === 429 && { headers: WAIT_HEADERS }),
      ...(status === 503 && { headers: { 'Retry-After': WAIT_HEADERS['Retry-After'] } }),
      content: {
        'application/problem+json': {
          schema: problem,
          examples: Object.fromEntries(
            listed.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
          ),
        },
      },
    },
  ]);
  return Object.fromEntries(responses);
}
