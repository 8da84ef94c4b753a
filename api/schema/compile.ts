import type { TSchema } from '@sinclair/typebox';
import Ajv2020, { type Options } from 'ajv/dist/2020';
import type { Fault } from '../../domain/errors';
import { faultsOf } from './faults';
import { FORMATS } from './formats';
import { plainSchema } from './forValidation';

/** Faults of a value; coercing validators put the coerced values in its place. */
export type Check = (value: unknown) => Fault[];

const OPTIONS: Options = {
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  discriminator: true,
  formats: FORMATS,
};

const exact = new Ajv2020(OPTIONS);
/** For what arrives as text: queries, forms and the text parts of multipart bodies. */
const coercing = new Ajv2020({ ...OPTIONS, coerceTypes: true, useDefaults: true });

for (const ajv of [exact, coercing]) ajv.addVocabulary(['example']);

export const compileExact = (schema: TSchema): Check => compile(exact, schema);
export const compileCoercing = (schema: TSchema): Check => compile(coercing, schema);

function compile(ajv: Ajv2020, schema: TSchema): Check {
  const validate = ajv.compile(plainSchema(schema));
  return (value) => (validate(value) ? [] : faultsOf(validate.errors ?? []));
}
