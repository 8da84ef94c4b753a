import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLEnumType, lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from '../../../api/graphql/schema';
import { CHECK_STATUSES, TIMELINE_KINDS } from '../../../domain/check';

const schema = createSchema();
const PRINTED = join(__dirname, '../../../docs/schema.graphql');
const EDITABLE = process.env.UPDATE_DOCS === '1';

test('docs/schema.graphql is the schema as it is (UPDATE_DOCS=1 writes it anew)', () => {
  const now = `${printSchema(lexicographicSortSchema(schema))}\n`;
  if (EDITABLE) writeFileSync(PRINTED, now);
  expect(readFileSync(PRINTED, 'utf8')).toBe(now);
});

test('it is for reading alone', () => {
  expect([schema.getMutationType(), schema.getSubscriptionType()]).toEqual([undefined, undefined]);
});

test('its words are the domain’s', () => {
  const valuesOf = (name: string) =>
    (schema.getType(name) as GraphQLEnumType).getValues().map(({ value }) => value);
  expect(valuesOf('CheckStatus')).toEqual(CHECK_STATUSES);
  expect(valuesOf('TimelineKind')).toEqual(TIMELINE_KINDS);
});
