import { Text, Title } from '@mantine/core';
import { usePages } from '../data/usePages';
import type { Action } from '../data/types';
import { ActionRow } from '../actions/ActionRow';
import { useManagerWords } from '../words';

/** The corrective actions that a check has led to. */
export function FoundActions({ check_id }: { check_id: string }) {
  const t = useManagerWords();
  const { items, isPending, error } = usePages<Action>('/actions/', [{ check_id }]);
  if (isPending || error) return null;
  return (
    <section className="m-group" aria-labelledby="actions">
      <header>
        <Title order={2} size="h4" id="actions">
          {t('check.actions')}
        </Title>
      </header>
      {items.length === 0 && (
        <Text c="dimmed" className="m-line">
          {t('check.no_actions')}
        </Text>
      )}
      <ul className="m-list">
        {items.map((action) => (
          <li key={action.id}>
            <ActionRow action={action} />
          </li>
        ))}
      </ul>
    </section>
  );
}
