import { ANSWERS } from './template';
import type { Plant } from './plant';
import type { Person } from './people';
import { callOver } from './people';
import { openWire } from './wire';

export interface StockedCheck {
  id: string;
  executor: Person;
}

/** Checks to measure on, made over the API before the measurement. */
export interface Stock {
  /** Fresh checks: nobody else is given them. */
  take(count: number): Promise<StockedCheck[]>;
  add(checks: readonly StockedCheck[]): void;
  open(count: number, more: OpenOptions): Promise<StockedCheck[]>;
  /** Gives every question its answer, by the batch route. */
  fill(checks: readonly StockedCheck[]): Promise<void>;
  submit(checks: readonly StockedCheck[]): Promise<void>;
}

export interface OpenOptions {
  template?: string;
  area_id?: string;
  dueAt?: (index: number) => Date;
}

const LANES = 16;

export function createStock(plant: Plant): Stock {
  const free: StockedCheck[] = [];
  const { apiPort, executors, manager, templates } = plant;

  async function inLanes<T>(
    items: readonly T[],
    work: (item: T, wire: Awaited<ReturnType<typeof openWire>>) => Promise<unknown>,
  ) {
    const left = [...items].reverse();
    const lane = async () => {
      const wire = await openWire(apiPort);
      for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item, wire);
      wire.close();
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  async function open(count: number, { template = templates.plain, area_id, dueAt }: OpenOptions) {
    const opened: StockedCheck[] = [];
    await inLanes(
      Array.from({ length: count }, (_, index) => index),
      async (index, wire) => {
        const executor = executors[index % executors.length] as Person;
        const body = {
          template_id: template,
          executor_id: executor.id,
          ...(area_id && { area_id }),
          ...(dueAt && { due_at: dueAt(index).toISOString() }),
        };
        const { id } = await callOver<{ id: string }>(
          wire,
          { method: 'POST', path: '/checks/', body },
          manager.token,
        );
        opened.push({ id, executor });
      },
    );
    return opened;
  }

  return {
    open,
    add: (checks) => void free.push(...checks),
    async take(count) {
      if (free.length < count) free.push(...(await open(count - free.length, {})));
      return free.splice(0, count);
    },
    fill: (checks) =>
      inLanes(checks, ({ id, executor }, wire) =>
        callOver(
          wire,
          { method: 'POST', path: `/checks/${id}/answers`, body: { answers: ANSWERS } },
          executor.token,
        ),
      ),
    submit: (checks) =>
      inLanes(checks, ({ id, executor }, wire) =>
        callOver(wire, { method: 'POST', path: `/checks/${id}/submit` }, executor.token),
      ),
  };
}
