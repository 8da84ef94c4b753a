export { auditAnchorWorkflow } from './auditAnchorWorkflow';
export { checkWorkflow } from './checkWorkflow';
export { reportWorkflow } from './reportWorkflow';
