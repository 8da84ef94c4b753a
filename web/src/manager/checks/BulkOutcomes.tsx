import { Text } from '@mantine/core';
import { ApiProblem } from '../../api/client';
import { useWords } from '../../words/words';
import { useManagerWords } from '../words';
import type { Outcome } from './useBulk';

/** What became of each, the refused ones first and in the server's words. */
export function BulkOutcomes({ outcomes }: { outcomes: readonly Outcome[] }) {
  const t = useManagerWords();
  if (outcomes.length === 0) return null;
  const order = { failed: 0, skipped: 1, waits: 2, done: 3 };
  const sorted = [...outcomes].sort((a, b) => order[a.state] - order[b.state]);
  return (
    <ul className="m-list m-outcomes" tabIndex={0} aria-label={t('checks.bulk.label')}>
      {sorted.map(({ check, state, error }) => (
        <li key={check.id} className="m-line">
          <Text size="sm" fw={600}>
            {check.title}
          </Text>
          {state === 'failed' ? (
            <Refusal error={error} />
          ) : (
            <Text size="sm" c="dimmed">
              {check.executor.full_name} · {t(`checks.bulk.${state}`)}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

function Refusal({ error }: { error: unknown }) {
  const t = useWords();
  const problem = error instanceof ApiProblem ? error : undefined;
  const title = problem?.offline ? t('problem.offline') : problem?.message || t('problem.title');
  const faults = problem?.errors.map(({ message }) => message) ?? [];
  const detail = problem?.offline ? t('problem.offlineDetail') : problem?.detail || t('problem.detail');
  return (
    <>
      <Text size="sm" c="var(--late)">
        {[title, ...(faults.length > 0 ? faults : [detail])].join('. ')}
      </Text>
      {problem?.request_id && (
        <Text size="xs" c="dimmed">
          {t('problem.request', { id: problem.request_id })}
        </Text>
      )}
    </>
  );
}
