import { setWorkflowOptions, workflowInfo } from '@temporalio/workflow';
import { auditAnchorWorkflow } from './auditAnchorWorkflow';
import { bitrixReconcileWorkflow } from './bitrixReconcileWorkflow';
import { digestWorkflow } from './digestWorkflow';
import { missedSlotsWorkflow } from './missedSlotsWorkflow';
import { processReconcileWorkflow } from './processReconcileWorkflow';
import { reportWorkflow } from './reportWorkflow';
import { scheduleReconcileWorkflow } from './scheduleReconcileWorkflow';
import { slotWorkflow } from './slotWorkflow';

/** They end within minutes, each on the build that it began with; all others move on to the next build at their next step. */
for (const short of [
  auditAnchorWorkflow,
  bitrixReconcileWorkflow,
  digestWorkflow,
  missedSlotsWorkflow,
  processReconcileWorkflow,
  reportWorkflow,
  scheduleReconcileWorkflow,
  slotWorkflow,
])
  setWorkflowOptions(
    // Of a worker without a build the server takes no such word: it would refuse each step.
    () => (workflowInfo().currentDeploymentVersion?.deploymentName ? { versioningBehavior: 'PINNED' } : {}),
    short as () => Promise<unknown>,
  );
