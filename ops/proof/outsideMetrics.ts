/** Metrics of Temporal's TypeScript SDK (Core) that rules and dashboards name; `npm run ops:proof` sees whether it exports them. */
export const SDK_METRICS = [
  'temporal_activity_execution_latency_seconds',
  'temporal_activity_schedule_to_start_latency_seconds',
  'temporal_local_activity_execution_latency_seconds',
  'temporal_local_activity_total_total',
  'temporal_num_pollers',
  'temporal_request_latency_seconds',
  'temporal_request_total',
  'temporal_sticky_cache_size',
  'temporal_worker_task_slots_available',
  'temporal_worker_task_slots_used',
  'temporal_workflow_completed_total',
  'temporal_workflow_endtoend_latency_seconds',
  'temporal_workflow_task_execution_latency_seconds',
  'temporal_workflow_task_replay_latency_seconds',
  'temporal_workflow_task_schedule_to_start_latency_seconds',
] as const;

/** Of Temporal's server. */
export const SERVER_METRICS = [
  'approximate_backlog_age_seconds',
  'approximate_backlog_count',
  'persistence_latency',
  'persistence_requests',
  'schedule_action_success',
  'service_error_with_type',
  'service_requests',
] as const;

/** Counters that appear with their first event, and why a healthy run has none. */
export const RARE_METRICS: Readonly<Record<string, string>> = {
  temporal_activity_execution_failed_total: 'no activity has failed',
  temporal_request_failure_total: 'the server has refused no request',
  temporal_workflow_failed_total: 'no workflow has failed: ours do not',
  temporal_workflow_task_execution_failed_total: 'no workflow task has failed',
  persistence_error_with_type: 'the database of Temporal has refused nothing',
  schedule_missed_catchup_window: 'no planned moment has passed by',
};

/** Prometheus makes it for each scrape. */
export const PROMETHEUS_METRICS = ['up'] as const;

/** Selections by a label that only something out of order brings about, though the metric is there. */
export const RARE_SELECTIONS: Readonly<Record<string, string>> = {
  'proverka_http_request_duration_seconds_count{status=~"5.."}': 'no request has failed',
  'proverka_bitrix_request_duration_seconds_count{result!="ok"}': 'the stand-in for Bitrix24 refuses nothing',
};
