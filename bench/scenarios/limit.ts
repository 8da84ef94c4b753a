import { rateFigure } from '../figures';
import { measure } from '../measure';
import { type Scenario, duration } from './bench';

/** What Postgres alone commits a second on this machine, now: the measure of all that follows. */
export const limit: Scenario = async (bench) => {
  const { plant, options } = bench;
  await plant.asOwner(
    'create table bench_limit (id bigint generated always as identity primary key, body text not null)',
  );
  await plant.asOwner('grant insert on bench_limit to proverka_app');
  const plan = {
    kind: 'database',
    url: plant.databaseUrl,
    clients: options.clients,
    ...duration(options),
  } as const;
  const transactions = await measure(plant, { ...plan, statement: 'transaction' });
  const statements = await measure(plant, { ...plan, statement: 'alone' });
  bench.limit = { transactions: transactions.perSecond, statements: statements.perSecond };
  return [
    rateFigure('raw Postgres: BEGIN, insert, COMMIT', transactions, { ratio: '1.00' }),
    rateFigure('raw Postgres: one insert statement', statements),
  ];
};
