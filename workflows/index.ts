export { checkWorkflow } from './checkWorkflow';
export { reportWorkflow } from './reportWorkflow';
