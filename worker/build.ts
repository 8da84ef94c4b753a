import type { WorkerOptions } from '@temporalio/worker';
import { DEPLOYMENT } from '../clients/deployment';

/**
 * Of every worker, whatever its queue: what a build's processes ask for is done by workers of that build alone.
 * Long processes move on to the next build; workflows/pinned.ts names those that end on the one they began with.
 */
export const ofBuild = (buildId: string | undefined): Pick<WorkerOptions, 'workerDeploymentOptions'> =>
  buildId === undefined
    ? {}
    : {
        workerDeploymentOptions: {
          version: { deploymentName: DEPLOYMENT, buildId },
          useWorkerVersioning: true,
          defaultVersioningBehavior: 'AUTO_UPGRADE',
        },
      };
