import { type Client, WorkflowNotFoundError } from '@temporalio/client';

/** What Temporal runs, for those who compare it with the rows. */
export interface ProcessList {
  /** Which of these run. */
  running(workflowIds: readonly string[]): Promise<Set<string>>;
  /** All of a type that run, a page at a time. Temporal's list may be a little behind. */
  pages(workflowType: string): AsyncIterable<string[]>;
  /** Ends it without asking; harmless where it has ended. */
  terminate(workflowId: string, reason: string): Promise<void>;
}

const AT_ONCE = 16;
const PAGE = 200;

export function createProcessList(client: Client): ProcessList {
  const quoted = (id: string) => `"${id.replaceAll('"', '')}"`;

  async function isRunning(workflowId: string): Promise<boolean> {
    const found = await client.workflow.getHandle(workflowId).describe().catch(undefinedIfMissing);
    return found?.status.name === 'RUNNING';
  }

  return {
    async running(workflowIds) {
      const found = new Set<string>();
      if (workflowIds.length === 0) return found;
      const query = `ExecutionStatus = "Running" AND WorkflowId IN (${workflowIds.map(quoted).join(', ')})`;
      for await (const { workflowId } of client.workflow.list({ query, pageSize: PAGE }))
        found.add(workflowId);
      // The list is behind by moments: whoever it does not show is asked.
      const unseen = workflowIds.filter((id) => !found.has(id));
      for (let first = 0; first < unseen.length; first += AT_ONCE) {
        const some = unseen.slice(first, first + AT_ONCE);
        const runs = await Promise.all(some.map(isRunning));
        some.filter((_, index) => runs[index]).forEach((id) => found.add(id));
      }
      return found;
    },

    async *pages(workflowType) {
      const query = `ExecutionStatus = "Running" AND WorkflowType = "${workflowType}"`;
      let page: string[] = [];
      for await (const { workflowId } of client.workflow.list({ query, pageSize: PAGE })) {
        page.push(workflowId);
        if (page.length < PAGE) continue;
        yield page;
        page = [];
      }
      if (page.length > 0) yield page;
    },

    async terminate(workflowId, reason) {
      await client.workflow.getHandle(workflowId).terminate(reason).catch(undefinedIfMissing);
    },
  };
}

function undefinedIfMissing(error: unknown): undefined {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
  return undefined;
}
