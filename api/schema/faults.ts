import type { ErrorObject } from 'ajv';
import type { Fault } from '../../domain/errors';

/** A body of a megabyte can hold a hundred thousand faults; nobody reads that many. */
const MOST_FAULTS = 200;
const MOST_ERRORS = 2_000;

/** Every fault of an input, a union's by the branch that was most likely meant. */
export function faultsOf(errors: readonly ErrorObject[]): Fault[] {
  return meant(errors.slice(0, MOST_ERRORS)).map(faultOf).slice(0, MOST_FAULTS);
}

/** The errors without those of union branches that were not meant. */
function meant(errors: readonly ErrorObject[]): ErrorObject[] {
  const union = errors
    .filter((error) => error.keyword === 'anyOf')
    .sort((a, b) => a.schemaPath.length - b.schemaPath.length)[0];
  if (!union) return [...errors];
  const prefix = `${union.schemaPath}/`;
  const inside = errors.filter(
    (error) => error.schemaPath.startsWith(prefix) && isBelow(error.instancePath, union.instancePath),
  );
  const outside = errors.filter((error) => error !== union && !inside.includes(error));
  return [...meant(outside), ...bestBranch(union, inside, prefix.length)];
}

const isBelow = (path: string, parent: string) => path === parent || path.startsWith(`${parent}/`);

function bestBranch(union: ErrorObject, inside: readonly ErrorObject[], start: number): ErrorObject[] {
  const judged = grouped(inside, start).map((branch) => ({
    branch,
    kind: kindErrorOf(branch, union.instancePath),
  }));
  const fitting = judged.filter(({ kind }) => !kind).map(({ branch }) => meant(branch));
  if (fitting.length > 0)
    return fitting.reduce((best, branch) => (branch.length < best.length ? branch : best));
  const types = judged.flatMap(({ kind }) => (kind?.keyword === 'type' ? [kind.params.type] : []));
  if (types.length === judged.length)
    return [{ ...union, keyword: 'type', params: { type: types.flat().join(',') } }];
  return meant(judged.find(({ kind }) => kind?.keyword !== 'type')?.branch ?? inside);
}

function grouped(errors: readonly ErrorObject[], start: number): ErrorObject[][] {
  const groups = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const branch = error.schemaPath.slice(start).split('/')[0] ?? '';
    groups.set(branch, [...(groups.get(branch) ?? []), error]);
  }
  return [...groups.values()];
}

/** The error that says: this branch is for another kind of value altogether. */
function kindErrorOf(branch: readonly ErrorObject[], path: string): ErrorObject | undefined {
  return branch.find(
    (error) => error.instancePath === path && ['type', 'const', 'enum'].includes(error.keyword),
  );
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

function faultOf({ keyword, instancePath: path, params }: ErrorObject): Fault {
  const own = (name: unknown) => `${path}/${escaped(String(name))}`;
  switch (keyword) {
    case 'required':
      return { path: own(params.missingProperty), code: 'field.missing' };
    case 'additionalProperties':
      return { path: own(params.additionalProperty), code: 'field.unknown' };
    case 'unevaluatedProperties':
      return { path: own(params.unevaluatedProperty), code: 'field.unknown' };
    case 'discriminator':
      return discriminatorFault(own(params.tag), params.tagValue);
    case 'type':
      return { path, code: 'field.wrong_type', params: { expected: String(params.type) } };
    case 'enum':
      return { path, code: 'field.not_allowed', params: { allowed: params.allowedValues.join(', ') } };
    case 'const':
      return { path, code: 'field.not_allowed', params: { allowed: String(params.allowedValue) } };
    case 'minimum':
    case 'exclusiveMinimum':
    case 'minItems':
    case 'minProperties':
      return { path, code: 'field.out_of_range', params: { min: params.limit } };
    case 'maximum':
    case 'exclusiveMaximum':
      return { path, code: 'field.out_of_range', params: { max: params.limit } };
    case 'minLength':
      return params.limit === 1
        ? { path, code: 'field.missing' }
        : { path, code: 'field.out_of_range', params: { min: params.limit } };
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return { path, code: 'field.too_long', params: { max: params.limit } };
    case 'format':
      return { path, code: 'field.bad_format', params: { expected: String(params.format) } };
    case 'uniqueItems':
      return { path, code: 'field.bad_format', params: { expected: 'unique' } };
    default:
      return { path, code: 'field.bad_format' };
  }
}

function discriminatorFault(path: string, tag: unknown): Fault {
  if (tag === undefined) return { path, code: 'field.missing' };
  if (typeof tag !== 'string') return { path, code: 'field.wrong_type', params: { expected: 'string' } };
  return { path, code: 'field.not_allowed' };
}
