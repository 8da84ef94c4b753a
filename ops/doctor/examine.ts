import { createStorage } from '../../clients/storage';
import { createTemporalClient } from '../../clients/temporal';
import { createDatabase } from '../../db/database';
import { type Config, loadConfig } from '../../platform/config';
import { lookAtConfiguration } from './configuration';
import { lookAtDatabase } from './database';
import { type Finding, fail } from './finding';
import { lookAtMachine } from './machine';
import { lookOutside } from './outside';
import { lookAtStorage } from './storage';
import { lookAtTemporal } from './temporal';

/** Everything that a production set-up stands on, by its environment (this process's own unless given). */
export async function examine(env?: NodeJS.ProcessEnv, now = () => new Date()): Promise<Finding[]> {
  let config: Config;
  try {
    config = loadConfig(['database', 'temporal', 's3', 'auth'], env);
  } catch (error) {
    const faults = (error as Error).message.split('\n').slice(1);
    return faults.map((fault) =>
      fail('configuration', fault.trim(), 'set it right; .env.example says what each variable is for'),
    );
  }
  const { database, temporal: temporalConfig, s3, backup, telegram, bitrix } = config;
  const db = createDatabase({ url: database.url, maxConnections: 3, applicationName: 'proverka-doctor' });
  const temporal = createTemporalClient(temporalConfig);
  const has = {
    telegram: telegram !== undefined,
    bitrix: bitrix !== undefined,
    backups: Boolean(backup.databaseUrl && backup.at),
  };
  try {
    const found = await Promise.all([
      lookAtDatabase({ db, adminUrl: database.adminUrl, backup, now }),
      lookAtTemporal({ temporal, namespace: temporalConfig.namespace, db, has, now }),
      lookAtStorage(createStorage(s3), s3.endpoint, now),
      lookOutside(config, db, now),
    ]);
    return [...lookAtConfiguration(config), ...lookAtMachine(config.runtimeDir), ...found.flat()];
  } finally {
    await Promise.all([temporal.close(), db.close()]);
  }
}
