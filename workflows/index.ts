import './pinned';

export { auditAnchorWorkflow } from './auditAnchorWorkflow';
export { backupWorkflow } from './backupWorkflow';
export { bitrixReconcileWorkflow } from './bitrixReconcileWorkflow';
export { checkWorkflow } from './checkWorkflow';
export { correctiveActionWorkflow } from './correctiveActionWorkflow';
export { digestWorkflow } from './digestWorkflow';
export { missedSlotsWorkflow } from './missedSlotsWorkflow';
export { notifyWorkflow } from './notifyWorkflow';
export { processReconcileWorkflow } from './processReconcileWorkflow';
export { reportWorkflow } from './reportWorkflow';
export { retentionWorkflow } from './retentionWorkflow';
export { scheduleReconcileWorkflow } from './scheduleReconcileWorkflow';
export { slotWorkflow } from './slotWorkflow';
