import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  getOperationAST,
  getVariableValues,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { RequestParams } from 'graphql-http';
import { DomainError } from '../../domain/errors';
import { costOf } from './cost';
import { LIMITS, assertModest } from './limits';

/** A query that may be carried out, or why not. Cheap refusals come first. */
export function prepare(
  schema: GraphQLSchema,
  { query, operationName, variables }: RequestParams,
  { introspection }: { introspection: boolean },
): Omit<ExecutionArgs, 'contextValue'> | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: LIMITS.tokens });
    assertModest(schema, document);
    const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    const faults = validate(schema, document, rules);
    if (faults.length > 0) return faults;

    const operation = getOperationAST(document, operationName);
    if (!operation) return [new GraphQLError('Name one operation of the document in operationName.')];
    if (operation.operation !== OperationTypeNode.QUERY)
      return [new GraphQLError('Only queries are answered here: things are changed by REST.')];
    const { errors, coerced } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      variables ?? {},
    );
    if (errors) return errors;
    const cost = costOf(schema, document, operation, coerced);
    if (cost > LIMITS.cost) throw new DomainError('query.too_costly', { params: { cost, max: LIMITS.cost } });
    return { schema, document, operationName, variableValues: variables };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    if (error instanceof DomainError) return [new GraphQLError(error.message, { originalError: error })];
    throw error;
  }
}
