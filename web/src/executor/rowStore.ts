import { LASTING, store } from '../api/store';
import type { Unsent } from '../api/unsent';
import { forgetRow, inMemory, memory, putRow } from './memory';

interface Ways {
  put(row: Unsent): Promise<void>;
  remove(row: Unsent): Promise<void>;
}

/** All that waits on this device, in the order of giving. */
export async function allRows(): Promise<Unsent[]> {
  const database = await opened();
  return [...(database ? await database.getAll('unsent') : []), ...memory.rows];
}

async function opened() {
  const database = await store().catch(() => undefined);
  memory.isShut = database === undefined;
  return database;
}

/** Reads and writes as one step, on the disk when this returns; rows in memory with it. */
export async function change(work: (rows: Unsent[], ways: Ways) => Promise<void>): Promise<void> {
  const turn = (await opened())?.transaction('unsent', 'readwrite', LASTING);
  const table = turn?.store;
  const ways: Ways = {
    async put(row) {
      if (!table || inMemory(row)) putRow(row);
      else await (row.seq === undefined ? table.add(row) : table.put(row));
    },
    async remove(row) {
      forgetRow(row);
      if (row.seq !== undefined) await table?.delete(row.seq);
    },
  };
  const working = async () => work([...((await table?.getAll()) ?? []), ...memory.rows], ways);
  await Promise.all([working(), turn?.done]);
}

/** Puts it on the device; in memory where the device has no room for it. */
export async function add<Row extends Unsent>(
  row: Row,
  before: (rows: Unsent[], ways: Ways) => Promise<Row>,
) {
  let last = row;
  const clear = async (rows: Unsent[], ways: Ways) => {
    last = await before(rows, ways);
  };
  try {
    await change(async (rows, ways) => {
      await clear(rows, ways);
      await ways.put(last);
    });
  } catch {
    // There is always room to delete.
    await change(clear).catch(() => undefined);
    putRow(last);
  }
}
