import type { Knex } from 'knex';

/** What knex's pool (tarn) says of itself; knex does not type it. */
interface Tarn {
  numUsed(): number;
  numFree(): number;
  numPendingAcquires(): number;
  max: number;
}

/** For metrics: how the connections stand. */
export function poolState(pool: Knex) {
  const tarn = (pool.client as { pool?: Tarn }).pool; // undefined once the pool is closed
  if (!tarn) return { used: 0, idle: 0, waiting: 0, max: 0 };
  return {
    used: tarn.numUsed(),
    idle: tarn.numFree(),
    waiting: tarn.numPendingAcquires(),
    max: tarn.max,
  };
}
