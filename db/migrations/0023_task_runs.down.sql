drop table task_runs;
