export { auditAnchorWorkflow } from './auditAnchorWorkflow';
export { checkWorkflow } from './checkWorkflow';
export { notifyWorkflow } from './notifyWorkflow';
export { reportWorkflow } from './reportWorkflow';
