import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isTimestamp } from '../schema/formats';

const DateTime = new GraphQLScalarType({
  name: 'DateTime',
  description: 'RFC 3339, UTC in replies',
  serialize: (value) => (value instanceof Date ? value.toISOString() : value),
  parseValue: timeOf,
  parseLiteral: (node: ValueNode) => timeOf(node.kind === Kind.STRING ? node.value : undefined),
});

function timeOf(value: unknown): Date {
  if (isTimestamp(value)) return new Date(value);
  throw new GraphQLError('DateTime is an RFC 3339 time with its zone, such as 2026-01-31T08:00:00Z');
}

const JsonValue = new GraphQLScalarType({
  name: 'JSON',
  description: 'A document or value as REST gives it, its names in snake_case',
});

export const SCALARS = { DateTime, JSON: JsonValue };
