import type { TObject, TNever, TSchema } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { Fault } from '../../domain/errors';
import { DomainError } from '../../domain/errors';
import { badTexts } from '../schema/badTexts';
import { compileCoercing } from '../schema/compile';

/** Names given more than once come as an array, which no scalar schema takes. */
export function fieldsOf(parameters: URLSearchParams): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    // Not an assignment: `__proto__` must become a name like any other.
    Object.defineProperty(fields, name, {
      value: values.length === 1 ? values[0] : values,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return fields;
}

/** A reader of a query: unknown names refused, texts turned into what the schema says, arrays split at commas. */
export function queryReader(
  schema: TObject | TNever | undefined,
): (query: string) => Record<string, unknown> {
  const object = schema && 'properties' in schema ? schema : Type.Object({});
  const check = compileCoercing(object);
  const lists = Object.entries(object.properties as Record<string, TSchema>)
    .filter(([, property]) => property.type === 'array')
    .map(([name]) => name);
  return (query) => {
    const fields = query === '' ? {} : fieldsOf(new URLSearchParams(query));
    const repeated = Object.entries(fields).filter(([, value]) => Array.isArray(value));
    const faults: Fault[] = repeated.map(([name]) => ({
      path: `/${name}`,
      code: 'field.bad_format',
      params: { expected: 'single' },
    }));
    if (faults.length === 0) {
      for (const name of lists) if (typeof fields[name] === 'string') fields[name] = fields[name].split(',');
      faults.push(...badTexts(fields), ...check(fields));
    }
    if (faults.length > 0) throw new DomainError('request.invalid', { faults: faults.map(inQuery) });
    return fields;
  };
}

/** `/status/0` of the parsed query is `?status` to the client. */
const inQuery = (fault: Fault): Fault => ({ ...fault, path: `?${fault.path.split('/')[1] ?? ''}` });
