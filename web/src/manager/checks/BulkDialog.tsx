import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../parts/Dialog';
import type { ListedCheck } from '../data/types';
import { useManagerWords } from '../words';
import { BulkFields, type BulkValues, bodyFor, isComplete } from './BulkFields';
import { BulkOutcomes } from './BulkOutcomes';
import { useBulk } from './useBulk';
import type { BulkAct } from './useSelection';

interface BulkDialogProps {
  act: BulkAct;
  checks: readonly ListedCheck[];
  /** The act is done to this one. */
  onDone: (id: string) => void;
  onClose: () => void;
}

const BLANK: BulkValues = { executor_id: '', reason: '', howDue: 'at', due: '', hours: 1 };

/** Asks once, does it to each, and tells of each; what failed stays selected. */
export function BulkDialog({ act, checks, onDone, onClose }: BulkDialogProps) {
  const t = useManagerWords();
  const [values, setValues] = useState(BLANK);
  const { outcomes, isRunning, run, stop } = useBulk(onDone);
  const done = outcomes.filter(({ state }) => state === 'done').length;
  const failed = outcomes.filter(({ state }) => state === 'failed').length;
  const left = outcomes.filter(({ state }) => state === 'failed' || state === 'skipped');
  const rest = outcomes.length === 0 ? checks : left.map(({ check }) => check);
  const isOver = outcomes.length > 0 && !isRunning;
  const start = () => void run({ act, bodyOf: (check) => bodyFor(act, values, check) }, rest);

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`checks.bulk.${act}_title`)}
      size="lg"
      closeOnClickOutside={!isRunning}
      closeOnEscape={!isRunning}
      withCloseButton={!isRunning}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRunning && rest.length > 0 && isComplete(act, values)) start();
        }}
      >
        <Stack>
          {outcomes.length === 0 && <Text>{t('checks.selected', { count: checks.length })}</Text>}
          {!isRunning && (outcomes.length === 0 || left.length > 0) && (
            <BulkFields act={act} values={values} onChange={(patch) => setValues({ ...values, ...patch })} />
          )}
          {outcomes.length > 0 && (
            <div role="status">
              <Text size="sm" mb={4}>
                {t('checks.bulk.progress', { done: done + failed, total: outcomes.length })}
              </Text>
              <Progress
                value={(100 * (done + failed)) / outcomes.length}
                aria-label={t('checks.bulk.progress', { done: done + failed, total: outcomes.length })}
              />
            </div>
          )}
          {isOver && failed > 0 && (
            <Alert color="red" variant="light">
              {t('checks.bulk.some_failed', { failed, total: outcomes.length })}
            </Alert>
          )}
          {isOver && left.length === 0 && (
            <Alert color="pine" variant="light">
              {t('checks.bulk.all_done', { count: done })}
            </Alert>
          )}
          <BulkOutcomes outcomes={outcomes} />
          <Group justify="flex-end">
            {isRunning ? (
              <Button variant="default" onClick={stop}>
                {t('checks.bulk.stop')}
              </Button>
            ) : (
              <Button variant="default" onClick={onClose}>
                {t(outcomes.length === 0 ? 'common.cancel' : 'common.close')}
              </Button>
            )}
            {rest.length > 0 && (
              <Button
                type="submit"
                loading={isRunning}
                disabled={!isComplete(act, values)}
                {...(act === 'cancel' && { color: 'red.9' })}
              >
                {t(outcomes.length === 0 ? 'checks.bulk.run' : 'checks.bulk.again', { count: rest.length })}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
