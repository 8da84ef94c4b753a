/** What the process of a corrective action asks of Bitrix24. Each may run twice: a repeat changes nothing. */
export interface BitrixActivities {
  /** Makes the task equal to the row. A fault that no repeat can mend is kept on the row and told as `failed`. */
  pushAction(input: { action_id: string }): Promise<{ sync_status: 'synced' | 'failed' }>;
  /** Reads the task and writes what was changed there. */
  pullAction(input: { action_id: string }): Promise<void>;
}
