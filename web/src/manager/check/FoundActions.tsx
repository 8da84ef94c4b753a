import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../api/session';
import { ActionRow } from '../actions/ActionRow';
import { NewActionDialog } from '../actions/NewActionDialog';
import type { Check } from '../data/types';
import { useManagerWords } from '../words';
import { useCheckActions } from './useCheckActions';

/** The corrective actions that a check has led to, and one more by hand. */
export function FoundActions({ check }: { check: Check }) {
  const t = useManagerWords();
  const { permissions } = useSession();
  const [isOpening, setOpening] = useState(false);
  const { items, isPending, error } = useCheckActions(check.id);
  if (isPending || error) return null;
  return (
    <section className="m-group" aria-labelledby="actions">
      <header>
        <Title order={2} size="h4" id="actions">
          {t('check.actions')}
        </Title>
        {permissions.includes('MANAGE_ACTIONS') && (
          <Button
            variant="subtle"
            size="compact-sm"
            mih={44}
            className="m-acts"
            onClick={() => setOpening(true)}
          >
            {t('actions.create')}
          </Button>
        )}
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
      {isOpening && <NewActionDialog found={{ check }} onClose={() => setOpening(false)} />}
    </section>
  );
}
