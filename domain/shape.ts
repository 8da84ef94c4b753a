import type { Fault, FaultCode } from './errors';
import { isStorable } from './plainText';

/** The faults of one value, `path` being its JSON Pointer. */
export type Shape = (value: unknown, path: string) => Fault[];

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function child(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function fault(path: string, code: FaultCode, params?: Record<string, string | number>): Fault[] {
  return [{ path, code, ...(params && { params }) }];
}

export function text(max: number, min = 1): Shape {
  return (value, path) => {
    if (typeof value !== 'string') return fault(path, 'field.wrong_type');
    if (!isStorable(value)) return fault(path, 'field.bad_text');
    if (value.length > max) return fault(path, 'field.too_long', { max });
    return value.trim().length < min ? fault(path, 'field.missing') : [];
  };
}

export const flag: Shape = (value, path) =>
  typeof value === 'boolean' ? [] : fault(path, 'field.wrong_type');

export function number(min: number, max: number): Shape {
  return (value, path) => {
    if (typeof value !== 'number') return fault(path, 'field.wrong_type');
    return value >= min && value <= max ? [] : fault(path, 'field.out_of_range', { min, max });
  };
}

export function integer(min: number, max: number): Shape {
  const inRange = number(min, max);
  return (value, path) =>
    typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
      ? fault(path, 'field.wrong_type')
      : inRange(value, path);
}

/** A text that a predicate accepts. */
export function matching(accepts: (value: string) => boolean, code: FaultCode): Shape {
  return (value, path) => {
    if (typeof value !== 'string') return fault(path, 'field.wrong_type');
    return accepts(value) ? [] : fault(path, code, { value: value.slice(0, 80) });
  };
}

export function oneOf(values: readonly string[]): Shape {
  return matching((value) => values.includes(value), 'field.bad_format');
}

export function list(item: Shape, max: number, min = 0): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return fault(path, 'field.wrong_type');
    if (value.length > max || value.length < min) return fault(path, 'field.out_of_range', { min, max });
    return value.flatMap((entry, index) => item(entry, child(path, index)));
  };
}

export const anything: Shape = () => [];

/**
 * An object of known fields. An optional field may be null, which means absent.
 * `foreign` are fields that exist elsewhere: naming one here is a misunderstanding, not a typing error.
 */
export function fields(
  required: Record<string, Shape>,
  optional: Record<string, Shape> = {},
  foreign: ReadonlySet<string> = new Set(),
): Shape {
  return (value, path) => {
    if (!isRecord(value)) return fault(path, 'field.wrong_type');
    const missing = Object.keys(required).filter((name) => !Object.hasOwn(value, name));
    return [
      ...missing.flatMap((name) => fault(child(path, name), 'field.missing')),
      ...Object.entries(value).flatMap(([name, entry]) => {
        const at = child(path, name);
        if (Object.hasOwn(required, name)) return required[name]?.(entry, at) ?? [];
        if (!Object.hasOwn(optional, name)) {
          return fault(at, foreign.has(name) ? 'template.bad_field' : 'field.unknown');
        }
        return entry === null ? [] : (optional[name]?.(entry, at) ?? []);
      }),
    ];
  };
}

/** Adds what holds between fields; asked only when the fields themselves are sound. */
export function refined(
  shape: Shape,
  more: (value: Record<string, unknown>, path: string) => Fault[],
): Shape {
  return (value, path) => {
    const faults = shape(value, path);
    return faults.length > 0 || !isRecord(value) ? faults : more(value, path);
  };
}
