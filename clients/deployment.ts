import type { Client } from '@temporalio/client';
import { ServiceError, isGrpcServiceError } from '@temporalio/client';

/** Temporal's name for all builds of the workers together. */
export const DEPLOYMENT = 'proverka';

export interface Promotion {
  /** The build that new work went to before; undefined for the first. */
  former?: string;
}

/** Workers of the build are missing: none has asked for work yet, or some queue has none. */
export class UnknownBuild extends Error {}

/**
 * New processes start on `build`, and long ones move to it at their next step.
 * @throws UnknownBuild until each queue that the former build serves has a worker of it; what Temporal says otherwise.
 */
export async function promoteBuild(client: Client, build: string): Promise<Promotion> {
  const { namespace } = client.options;
  try {
    const { previousDeploymentVersion } = await client.workflowService.setWorkerDeploymentCurrentVersion({
      namespace,
      deploymentName: DEPLOYMENT,
      buildId: build,
      identity: 'promote',
    });
    const former = previousDeploymentVersion?.buildId;
    return former && former !== build ? { former } : {};
  } catch (error) {
    if (isUnknown(error)) throw new UnknownBuild(`Not every queue has a worker of build ${build} yet`);
    throw error;
  }
}

const NOT_FOUND = 5;
const FAILED_PRECONDITION = 9;

function isUnknown(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && [NOT_FOUND, FAILED_PRECONDITION].includes(Number(cause.code));
}
