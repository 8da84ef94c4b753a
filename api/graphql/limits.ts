import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type ValidationRule,
  Kind,
  validate,
  visit,
} from 'graphql';
import { DomainError } from '../../domain/errors';
import { isStorable } from '../../domain/plainText';

export const LIMITS = {
  bodyBytes: 100_000,
  /** Of the query's text. */
  tokens: 5_000,
  depth: 10,
  aliases: 30,
  /** Objects that a query may reach: see cost.ts. */
  cost: 10_000,
} as const;

const depthRule: ValidationRule = maxDepthRule({ n: LIMITS.depth, flattenFragments: true });

/** What a document shows before it is validated, which itself takes time. @throws DomainError */
export function assertModest(schema: GraphQLSchema, document: DocumentNode): void {
  let aliases = 0;
  visit(document, {
    Field: ({ alias }) => void (aliases += alias ? 1 : 0),
    StringValue: ({ value }) => {
      if (!isStorable(value))
        throw new DomainError('request.invalid', { faults: [{ path: '/query', code: 'field.bad_text' }] });
    },
  });
  if (aliases > LIMITS.aliases)
    throw new DomainError('query.too_many_aliases', { params: { max: LIMITS.aliases } });
  assertShallow(schema, document);
}

/** The rule throws where other rules report. */
function assertShallow(schema: GraphQLSchema, document: DocumentNode): void {
  if (!document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)) return;
  try {
    validate(schema, document, [depthRule]);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new DomainError('query.too_deep', { params: { max: LIMITS.depth } });
  }
}
