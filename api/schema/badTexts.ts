import type { Fault } from '../../domain/errors';
import { isStorable } from '../../domain/plainText';

/** A rule of 20 levels in a template needs some 50; nothing that we take needs more than that. */
const DEEPEST = 100;
const MOST_FAULTS = 200;

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Faults of texts, names included, that cannot be stored, of `__proto__` as a name, and of needless nesting. */
export function badTexts(value: unknown): Fault[] {
  const faults: Fault[] = [];
  visit(value, '', 0, faults);
  return faults;
}

function visit(value: unknown, path: string, depth: number, faults: Fault[]): void {
  if (faults.length >= MOST_FAULTS) return;
  if (typeof value === 'string') {
    if (!isStorable(value)) faults.push({ path, code: 'field.bad_text' });
  } else if (typeof value === 'object' && value !== null) {
    if (depth >= DEEPEST) {
      faults.push({ path, code: 'field.bad_format', params: { expected: 'shallow' } });
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, `${path}/${index}`, depth + 1, faults));
    } else {
      visitObject(value, path, depth, faults);
    }
  }
}

function visitObject(value: object, path: string, depth: number, faults: Fault[]): void {
  for (const [name, item] of Object.entries(value)) {
    if (name === '__proto__') faults.push({ path: `${path}/__proto__`, code: 'field.unknown' });
    else if (!isStorable(name)) faults.push({ path, code: 'field.bad_text' });
    else visit(item, `${path}/${escaped(name)}`, depth + 1, faults);
  }
}
