import { GraphQLError } from 'graphql';
import type { Locale } from '../../domain/actor';
import { DomainError } from '../../domain/errors';
import { problemOf } from '../problem';

export interface ErrorContext {
  locale: Locale;
  requestId: string;
  /** Names of the schema are kept from those who may not ask for it. */
  hints: boolean;
  /** Hears of what nobody foresaw. */
  failed: (error: unknown) => void;
}

/** An error of a reply: the problem that REST would answer, with its code in `extensions`. */
export function presentError(error: GraphQLError, context: ErrorContext): GraphQLError {
  const refusal = refusalOf(error, context);
  if (refusal.code === 'internal') context.failed(causeOf(error));
  const { detail, type: _type, ...extensions } = problemOf(refusal, context.locale, context.requestId);
  const { nodes, source, positions, path } = error;
  const place = {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
  };
  return new GraphQLError(detail, { ...place, extensions });
}

function refusalOf(error: GraphQLError, { hints }: ErrorContext): DomainError {
  const cause = causeOf(error);
  if (cause instanceof DomainError) return cause;
  // Only what happens while a query is carried out has a path: the rest is the query's own fault.
  if (error.path || !(cause instanceof GraphQLError)) return new DomainError('internal');
  const reason = hints ? error.message : error.message.replace(/ Did you mean .*\?$/s, '');
  return new DomainError('query.invalid', { params: { reason } });
}

function causeOf(error: GraphQLError): unknown {
  const { originalError } = error;
  return originalError instanceof GraphQLError ? causeOf(originalError) : (originalError ?? error);
}
