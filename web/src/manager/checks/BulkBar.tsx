import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useManagerWords } from '../words';
import { BulkDialog } from './BulkDialog';
import type { BulkAct, Selection } from './useSelection';

const ACTS: readonly BulkAct[] = ['reassign', 'due', 'cancel'];

/** What can be done to the selected checks; in reach while they are scrolled. */
export function BulkBar({ selection }: { selection: Selection }) {
  const t = useManagerWords();
  const [act, setAct] = useState<BulkAct>();
  const count = selection.checks.length;
  // The dialog still tells what became of checks that are no longer shown.
  if (count === 0 && !act) return null;
  return (
    <section className="m-bulk" aria-label={t('checks.bulk.label')}>
      <Text fw={600} aria-live="polite">
        {t('checks.selected', { count })}
      </Text>
      <Group gap="xs">
        {ACTS.map((name) => (
          <Button
            key={name}
            variant={name === 'cancel' ? 'default' : 'light'}
            {...(name === 'cancel' && { c: 'var(--late)' })}
            disabled={!selection.checks.some(({ may }) => may.includes(name))}
            onClick={() => setAct(name)}
          >
            {t(`checks.bulk.${name}`)}
          </Button>
        ))}
        <Button
          variant="subtle"
          onClick={() =>
            selection.setAll(
              selection.checks.map(({ id }) => id),
              false,
            )
          }
        >
          {t('checks.unselect_all')}
        </Button>
      </Group>
      {act && (
        <BulkDialog
          act={act}
          checks={selection.checks}
          onDone={(id) => selection.setAll([id], false)}
          onClose={() => setAct(undefined)}
        />
      )}
    </section>
  );
}
