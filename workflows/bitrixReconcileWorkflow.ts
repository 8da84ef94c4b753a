import { proxyActivities } from '@temporalio/workflow';
import type { ReconcileActivities } from '../activities/bitrix';

/** While Bitrix24 is down the look is given up: the next one begins where the last that ended did. */
const bitrix = proxyActivities<ReconcileActivities>({
  taskQueue: 'bitrix',
  startToCloseTimeout: '10m',
  scheduleToCloseTimeout: '15m',
  retry: { initialInterval: '5s', maximumInterval: '1m' },
});

/** What either side has missed of the other is found and carried over. */
export async function bitrixReconcileWorkflow(): Promise<string> {
  const { looked_at, pulled, pushed, mended } = await bitrix.reconcileBitrix();
  return `looked at ${looked_at}, read anew ${pulled}, sent anew ${pushed}, mended ${mended}`;
}
