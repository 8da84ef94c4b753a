import {
  Client,
  Connection,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { DomainError, type ErrorCode, type ErrorDetails } from '../domain/errors';

export interface TemporalOptions {
  address: string;
  namespace: string;
}

export const CHECKS_QUEUE = 'checks';
export const REPORTS_QUEUE = 'reports';
export const TELEGRAM_QUEUE = 'telegram';
export const BITRIX_QUEUE = 'bitrix';
export const BACKUP_QUEUE = 'backup';

/** How long a command waits for the check's process before the caller is told to repeat it. */
const COMMAND_DEADLINE_MS = 10_000;

export type CheckCommandName =
  | 'submitCheck'
  | 'reviewCheck'
  | 'reassignCheck'
  | 'moveDue'
  | 'declineCheck'
  | 'cancelCheck';

export type ActionCommandName =
  | 'startAction'
  | 'finishAction'
  | 'verifyAction'
  | 'returnAction'
  | 'changeAction'
  | 'cancelAction';

/** Whose process a command is for. */
export type Commanded = { check_id: string } | { action_id: string };

/** The server takes 400 bytes. */
export const MOST_SUMMARY_CHARACTERS = 120;

/** What services ask of running processes. */
export interface ProcessCommands {
  /**
   * Has the process of a check or an action carry out a command and waits for its yes or no; starts the process where it does not
   * run yet. Repeating a `commandId` repeats nothing. Throws the process's refusal, or `service.unavailable` when
   * nobody answers in time: the command may still be carried out.
   */
  command(
    commanded: Commanded,
    name: CheckCommandName | ActionCommandName,
    commandId: string,
    input: object,
  ): Promise<void>;
}

/** What the dispatcher tells running processes. */
export interface ProcessMessages {
  start(subject: Subject): Promise<void>;
  signal(subject: Subject, signal: string, input: object): Promise<void>;
}

/** A workflow that an outbox subject stands for. */
export interface Subject {
  workflowId: string;
  workflowType:
    | 'checkWorkflow'
    | 'correctiveActionWorkflow'
    | 'reportWorkflow'
    | 'notifyWorkflow'
    | 'slotWorkflow';
  taskQueue: string;
  input: object;
  /** The row says that it has to run, whatever has become of the run before. */
  again?: boolean;
  /** What operators read in Temporal's list of workflows. */
  summary?: string;
}

export interface TemporalClient extends ProcessCommands, ProcessMessages {
  client: Client;
  /** Throws when the server cannot be reached within the deadline. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Connects on first use, so that the product starts and takes answers while Temporal is down. */
export function createTemporalClient({ address, namespace }: TemporalOptions): TemporalClient {
  const connection = Connection.lazy({
    address,
    // Otherwise two minutes may pass after an outage until the next attempt.
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 },
  });
  const client = new Client({ connection, namespace });
  const within = <T>(ms: number, call: () => Promise<T>): Promise<T> =>
    connection.withDeadline(Date.now() + ms, call);

  const optionsOf = ({ workflowId, workflowType, taskQueue, input, again, summary }: Subject) => ({
    workflowId,
    ...(summary && { staticSummary: summary.slice(0, MOST_SUMMARY_CHARACTERS) }),
    taskQueue,
    args: [input] as [object],
    // A check that has ended stays ended, but not one whose process was terminated; a report that failed may be asked for
    // again, and of an ended action the outside may still have to be told.
    workflowIdReusePolicy:
      workflowType === 'checkWorkflow' && !again
        ? ('ALLOW_DUPLICATE_FAILED_ONLY' as const)
        : ('ALLOW_DUPLICATE' as const),
  });

  return {
    client,

    async command(commanded, name, commandId, input) {
      const subject = subjectOf(commanded);
      const startWorkflowOperation = new WithStartWorkflowOperation(subject.workflowType, {
        ...optionsOf(subject),
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      try {
        await within(COMMAND_DEADLINE_MS, () =>
          client.workflow.executeUpdateWithStart(name, {
            updateId: commandId,
            args: [{ ...input, command_id: commandId }],
            startWorkflowOperation,
          }),
        );
      } catch (error) {
        throw refusalOf(error, commanded);
      }
    },

    async start(subject) {
      try {
        await within(COMMAND_DEADLINE_MS, () =>
          client.workflow.start(subject.workflowType, {
            ...optionsOf(subject),
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },

    async signal(subject, signal, input) {
      try {
        await within(COMMAND_DEADLINE_MS, () =>
          client.workflow.signalWithStart(subject.workflowType, {
            ...optionsOf(subject),
            signal,
            signalArgs: [input],
          }),
        );
      } catch (error) {
        // The process has ended: whatever it was to hear, it has read from the rows.
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },

    async ping() {
      await within(2_000, () => connection.workflowService.getSystemInfo({}));
    },

    close: () => connection.close(),
  };
}

/** The process of a check or an action. */
export function subjectOf(commanded: Commanded): Subject {
  return 'check_id' in commanded
    ? {
        workflowId: `check-${commanded.check_id}`,
        workflowType: 'checkWorkflow',
        taskQueue: CHECKS_QUEUE,
        input: commanded,
      }
    : {
        workflowId: `action-${commanded.action_id}`,
        workflowType: 'correctiveActionWorkflow',
        taskQueue: CHECKS_QUEUE,
        input: commanded,
      };
}

/** The process's own refusal, or that nobody answered. */
function refusalOf(error: unknown, commanded: Commanded): unknown {
  if (error instanceof WorkflowUpdateFailedError) {
    const cause = error.cause as
      | { type?: string; details?: unknown[]; cause?: { type?: string; details?: unknown[] } }
      | undefined;
    const failure = cause?.type ? cause : cause?.cause;
    if (failure?.type?.includes('.')) {
      return new DomainError(failure.type as ErrorCode, (failure.details?.[0] ?? {}) as ErrorDetails);
    }
    return error;
  }
  if (error instanceof WorkflowExecutionAlreadyStartedError || error instanceof WorkflowNotFoundError)
    return new DomainError('check_id' in commanded ? 'check.closed' : 'action.closed');
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof ServiceError) {
    return new DomainError('service.unavailable', { params: { retry_after: 5 } });
  }
  return error;
}

/** Numbers of Temporal's IndexedValueType. */
const SEARCH_ATTRIBUTES = { CheckStatus: 2, AreaId: 2, ExecutorId: 2, DueAt: 6, ActionStatus: 2, OwnerId: 2 };
const GRPC_ALREADY_EXISTS = 6;

/** Makes known what the workflows write; to be called before a worker starts. Repeating it is harmless. */
export async function registerSearchAttributes(
  { client }: Pick<TemporalClient, 'client'>,
  namespace: string,
): Promise<void> {
  // One by one: a server that knows some of them already refuses all.
  for (const [name, type] of Object.entries(SEARCH_ATTRIBUTES)) {
    try {
      await client.connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: { [name]: type },
      });
    } catch (error) {
      if ((error as { code?: number }).code !== GRPC_ALREADY_EXISTS) throw error;
    }
  }
}

export interface TemporalDiagnosis {
  serverVersion: string;
  /** False where the namespace is unknown; the rest is then empty. */
  hasNamespace: boolean;
  missingAttributes: string[];
  /** Queues, and when somebody last asked for work there; undefined where nobody has of late. */
  lastPolled: Record<string, Date | undefined>;
}

const GRPC_NOT_FOUND = 5;

/** How the server stands, and who works on its queues. @throws Error when it cannot be reached */
export async function diagnoseTemporal(
  { client }: Pick<TemporalClient, 'client'>,
  namespace: string,
  queues: readonly string[],
): Promise<TemporalDiagnosis> {
  const { connection } = client;
  const soon = <T>(call: () => Promise<T>) => connection.withDeadline(Date.now() + COMMAND_DEADLINE_MS, call);
  const { serverVersion } = await soon(() => connection.workflowService.getSystemInfo({}));
  const found = { serverVersion: serverVersion ?? '', hasNamespace: true, missingAttributes: [] as string[] };
  try {
    await soon(() => connection.workflowService.describeNamespace({ namespace }));
  } catch (error) {
    if ((error as { code?: number }).code !== GRPC_NOT_FOUND) throw error;
    return { ...found, hasNamespace: false, lastPolled: {} };
  }
  const { customAttributes } = await soon(() =>
    connection.operatorService.listSearchAttributes({ namespace }),
  );
  const lastPolled: TemporalDiagnosis['lastPolled'] = {};
  for (const name of queues) {
    // Workflows for the queue of checks, activities for all others: each is what nobody else does there.
    const taskQueueType = name === CHECKS_QUEUE ? 1 : 2;
    const { pollers } = await soon(() =>
      connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name }, taskQueueType }),
    );
    const times = (pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000);
    lastPolled[name] = times.length > 0 ? new Date(Math.max(...times)) : undefined;
  }
  return {
    ...found,
    missingAttributes: Object.keys(SEARCH_ATTRIBUTES).filter((name) => !customAttributes?.[name]),
    lastPolled,
  };
}
