import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { Dialog } from '../../parts/Dialog';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import type { AnyQuestion, Check, Page } from '../data/types';
import { Photos } from '../parts/Photos';
import { StateBadge } from '../parts/StateBadge';
import { When } from '../parts/When';
import { useManagerWords } from '../words';
import { AnswerText } from './AnswerText';
import { picturesOf } from './shownQuestions';

type Revision = Check['answers'][string] & { recorded_at: string };
/** An answer given without network is on record later than it was given. */
const SENT_LATER_MS = 60_000;

interface RevisionHistoryProps {
  check: Check;
  question: AnyQuestion;
  onClose: () => void;
}

/** Every answer that was given to one question, the newest first: none is ever written over. */
export function RevisionHistory({ check, question, onClose }: RevisionHistoryProps) {
  const t = useManagerWords();
  const zone = check.area?.time_zone;
  const { data, error, refetch } = useQuery({
    queryKey: ['check', check.id, 'revisions', question.id, check.answers[question.id]?.revision],
    queryFn: () => api.get<Page<Revision>>(`/checks/${check.id}/answers/${question.id}/revisions`),
  });
  const revisions = [...(data?.items ?? [])].reverse();
  return (
    <Dialog opened onClose={onClose} title={t('check.history_of', { question: question.text })} size="lg">
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Loading />}
      <ol className="m-list" reversed aria-label={t('check.revisions')}>
        {revisions.map((revision, index) => (
          <li key={revision.revision} style={{ padding: '10px 0' }}>
            <Text size="sm" c="dimmed">
              {t('check.revision', { number: revision.revision })} · {revision.answered_by.full_name},{' '}
              <When at={revision.answered_at} zone={zone} />
              {Date.parse(revision.recorded_at) - Date.parse(revision.answered_at) > SENT_LATER_MS && (
                <>
                  {' '}
                  ({t('check.recorded')} <When at={revision.recorded_at} zone={zone} />)
                </>
              )}
            </Text>
            <Text component="div" fw={600} {...(revision.failed && { c: 'var(--late)' })}>
              <AnswerText question={question} answer={revision} />{' '}
              {revision.failed && <StateBadge tone="bad">{t('check.failed')}</StateBadge>}{' '}
              {index === 0 && <StateBadge tone="calm">{t('check.counts')}</StateBadge>}
            </Text>
            {revision.comment && (
              <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                «{revision.comment}»
              </Text>
            )}
            <Photos ids={picturesOf(question, revision)} subject={question.text} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
