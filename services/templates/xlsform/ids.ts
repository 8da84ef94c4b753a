import { cell, type SheetRow } from './sheet';

const OURS_ID = 'proverka::id';
const LONGEST = 40;

/** An id of ours for a name of XLSForm, which may have capitals and dots. */
export function idOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '_')
    .slice(0, LONGEST);
}

/**
 * Ids by row: those written out first, then from the names, set apart where two names become one id. The same name
 * twice stays the same id twice: that is a fault of the form.
 */
export function assignIds(rows: readonly SheetRow[]): Map<SheetRow, string> {
  const ids = new Map<SheetRow, string>();
  const nameOfId = new Map<string, string>();
  const given = rows.filter((row) => cell(row, OURS_ID) !== '');
  for (const row of given) {
    ids.set(row, cell(row, OURS_ID));
    nameOfId.set(cell(row, OURS_ID), cell(row, 'name'));
  }
  for (const row of rows) {
    if (ids.has(row)) continue;
    const name = cell(row, 'name');
    const id = free(idOf(name), name, nameOfId);
    ids.set(row, id);
    nameOfId.set(id, name);
  }
  return ids;
}

function free(id: string, name: string, nameOfId: ReadonlyMap<string, string>): string {
  for (let n = 1; ; n += 1) {
    const suffix = n === 1 ? '' : `_${n}`;
    const candidate = id.slice(0, LONGEST - suffix.length) + suffix;
    const holder = nameOfId.get(candidate);
    if (holder === undefined || holder === name) return candidate;
  }
}

/** Names for ids: XLSForm wants a letter or an underscore first. */
export function assignNames(ids: readonly string[]): Map<string, string> {
  const taken = new Set(ids.filter(isName));
  const names = new Map<string, string>();
  for (const id of ids) {
    let name = id;
    while (!isName(name) || (name !== id && taken.has(name))) name = `_${name}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

const isName = (id: string) => /^[a-z_]/.test(id);
