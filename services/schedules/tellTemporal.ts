import type { Tx } from '../../db/transaction';

/** Temporal's Schedule is made what the row says, as soon as it can be reached. */
export function tellTemporal({ outbox }: Pick<Tx, 'outbox'>, scheduleId: string): void {
  outbox.tell({ subject: `schedule:${scheduleId}`, kind: 'facts' });
}
