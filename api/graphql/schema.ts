import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { SCALARS } from './scalars';
import * as analytics from './types/analytics';
import * as action from './types/action';
import * as answer from './types/answer';
import * as audit from './types/audit';
import * as check from './types/check';
import * as report from './types/report';
import * as schedule from './types/schedule';
import * as template from './types/template';
import * as timeline from './types/timeline';
import * as user from './types/user';

const base = `
  "Reading only; lists take first (1…200) and after, a cursor of an edge."
  type Query
  scalar DateTime
  scalar JSON

  type PageInfo {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
`;

const PARTS = [template, check, answer, timeline, report, action, schedule, user, audit, analytics];

export function createSchema(): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: [base, ...PARTS.map(({ typeDefs }) => typeDefs)],
    resolvers: [SCALARS, ...PARTS.map(({ resolvers }) => resolvers)],
  });
}
