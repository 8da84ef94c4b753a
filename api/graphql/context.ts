import type { GraphQLFieldResolver } from 'graphql';
import type { Locale } from '../../domain/actor';
import type { ServiceContext } from '../../services/context';
import type { Loaders } from './loaders';

/** What a query's resolvers share: the caller's services, and loads that are made together. A type, since graphql-http asks for a record. */
export type GraphqlContext = {
  services: ServiceContext;
  locale: Locale;
  load: Loaders;
  clock: Clock;
};

/** Once the query's time is over nothing more is asked of the database for it. */
export interface Clock {
  over: boolean;
}

export type Resolver<Source = unknown, Args = object> = GraphQLFieldResolver<Source, GraphqlContext, Args>;

const snakeNames = new Map<string, string>();

function snakeName(camelName: string): string {
  const known = snakeNames.get(camelName);
  if (known !== undefined) return known;
  const name = camelName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  snakeNames.set(camelName, name);
  return name;
}

/** Fields are named as the resource's are in REST, but camelCase. */
export const sameField: Resolver = (source, _args, _context, { fieldName }) =>
  (source as Record<string, unknown>)[snakeName(fieldName)];

/** The fields of an input object that are given, named as services name them. */
export function snakeFields(input: object): [name: string, value: unknown][] {
  return Object.entries(input)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [snakeName(name), value]);
}
