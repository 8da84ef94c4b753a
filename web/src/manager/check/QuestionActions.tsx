import { Anchor, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import { NewActionDialog } from '../actions/NewActionDialog';
import { ActionBadge } from '../actions/ActionBadge';
import type { Action, AnyQuestion, Check } from '../data/types';
import { useManagerWords } from '../words';
import { RevisionHistory } from './RevisionHistory';

interface QuestionActionsProps {
  check: Check;
  question: AnyQuestion;
  /** Those that came of this question. */
  actions: readonly Action[];
}

/** What belongs to one answer: how it came to be, what is done about it, and its own address. */
export function QuestionActions({ check, question, actions }: QuestionActionsProps) {
  const t = useManagerWords();
  const { permissions } = useSession();
  const [open, setOpen] = useState<'history' | 'action'>();
  const answer = check.answers[question.id];
  const close = () => setOpen(undefined);
  return (
    <>
      {actions.map((action) => (
        <Group key={action.id} gap={6} mt={4}>
          <Anchor component={Link} to={`/actions/${action.id}`} size="sm" py="xs">
            {action.title}
          </Anchor>
          <ActionBadge action={action} />
        </Group>
      ))}
      <Group gap={4} className="m-acts m-small-acts">
        {answer && answer.revision > 1 && (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen('history')}>
            {t('check.history', { count: answer.revision })}
          </Button>
        )}
        {answer?.failed && permissions.includes('MANAGE_ACTIONS') && (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen('action')}>
            {t('check.give_action')}
          </Button>
        )}
      </Group>
      {open === 'history' && <RevisionHistory check={check} question={question} onClose={close} />}
      {open === 'action' && (
        <NewActionDialog
          onClose={close}
          found={{
            check,
            question_id: question.id,
            title: t('check.action_title', { question: question.text }).slice(0, 300),
          }}
        />
      )}
    </>
  );
}
