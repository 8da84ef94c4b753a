/** What came of a call: `retryable` is tried again until it passes, of `refused` a repeat would be refused too. */
export const BITRIX_CALL_STATUSES = ['ok', 'retryable', 'refused'] as const;
export type BitrixCallStatus = (typeof BITRIX_CALL_STATUSES)[number];
