import type { Photo, Unsent } from '../api/unsent';

/**
 * What the browser would not keep, since the device is full or keeps nothing: as long as this page stands it is shown
 * and sent all the same, and put on the device as soon as there is room.
 */
export const memory = {
  rows: [] as Unsent[],
  photos: new Map<string, Photo>(),
  /** The browser lends no storage at all. */
  isShut: false,
};

const isRow =
  ({ client_id }: Unsent) =>
  (row: Unsent) =>
    row.client_id === client_id;

export function inMemory(row: Unsent): boolean {
  return memory.rows.some(isRow(row));
}

export function forgetRow(row: Unsent): void {
  memory.rows = memory.rows.filter((one) => one.client_id !== row.client_id);
}

export function putRow(row: Unsent): void {
  const at = memory.rows.findIndex(isRow(row));
  memory.rows = at < 0 ? [...memory.rows, row] : memory.rows.with(at, row);
}
