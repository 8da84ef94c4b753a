export { auditAnchorWorkflow } from './auditAnchorWorkflow';
export { checkWorkflow } from './checkWorkflow';
export { correctiveActionWorkflow } from './correctiveActionWorkflow';
export { missedSlotsWorkflow } from './missedSlotsWorkflow';
export { notifyWorkflow } from './notifyWorkflow';
export { reportWorkflow } from './reportWorkflow';
export { scheduleReconcileWorkflow } from './scheduleReconcileWorkflow';
export { slotWorkflow } from './slotWorkflow';
