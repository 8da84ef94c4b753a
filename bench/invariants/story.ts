import type { WorkflowExecutionDescription, WorkflowHandle } from '@temporalio/client';

const EVENTS = 40;

/** The last of a process's history and what it waits for, for whoever has to find out what went wrong. */
export async function storyOf(
  handle: WorkflowHandle,
  { raw }: WorkflowExecutionDescription,
): Promise<string> {
  const { events } = await handle.fetchHistory();
  const told = (events ?? []).slice(-EVENTS).map(({ eventTime, eventType, ...rest }) => {
    const seconds = new Date(Number(eventTime?.seconds) * 1000).toISOString().slice(11, 19);
    const failed = rest.workflowTaskFailedEventAttributes?.failure?.message;
    return `    ${seconds} ${eventType}${failed ? ` ${failed}` : ''}`;
  });
  const activities = (raw.pendingActivities ?? []).map(
    ({ activityType, state, attempt, lastFailure }) =>
      `    pending ${activityType?.name} state ${state} attempt ${attempt}: ${lastFailure?.message ?? ''}`,
  );
  const task = raw.pendingWorkflowTask;
  return [
    '',
    ...told,
    ...activities,
    ...(task ? [`    pending workflow task, attempt ${Number(task.attempt)}, state ${task.state}`] : []),
  ].join('\n');
}
