import { Group, Text } from '@mantine/core';
import type { AnyQuestion, Check } from '../data/types';
import { CopyLink } from '../parts/CopyLink';
import { Photos } from '../parts/Photos';
import type { ShownPicture } from '../parts/PictureViewer';
import { StateBadge } from '../parts/StateBadge';
import { When } from '../parts/When';
import { useManagerWords } from '../words';
import { AnswerText } from './AnswerText';
import { RangeText } from './RangeText';
import { picturesOf } from './shownQuestions';

interface OneAnswerProps {
  check: Check;
  question: AnyQuestion;
  gallery: readonly ShownPicture[];
}

/** A question with what was answered. */
export function OneAnswer({ check, question, gallery }: OneAnswerProps) {
  const t = useManagerWords();
  const answer = check.answers[question.id];
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="start" gap="md">
        <Text>
          {question.text}
          {question.critical && (
            <Text span size="sm" c="var(--late)">
              {' '}
              · {t('check.critical')}
            </Text>
          )}
        </Text>
        <Group gap={0} wrap="nowrap" align="start">
          {answer?.failed && <StateBadge tone="bad">{t('check.failed')}</StateBadge>}
          <CopyLink
            path={`/checks/${check.id}#q-${question.id}`}
            label={t('check.copy_link', { question: question.text })}
            told={t('common.copied')}
          />
        </Group>
      </Group>
      <Text component="div" fw={600} mt={2} {...(answer?.failed && { c: 'var(--late)' })}>
        <AnswerText question={question} answer={answer} />
        <RangeText question={question} />
      </Text>
      {answer?.comment && (
        <Text size="sm" mt={4} style={{ whiteSpace: 'pre-wrap' }}>
          «{answer.comment}»
        </Text>
      )}
      {answer && (
        <Text size="xs" c="dimmed">
          {answer.answered_by.full_name}, <When at={answer.answered_at} zone={check.area?.time_zone} />
        </Text>
      )}
      <Photos ids={picturesOf(question, answer)} subject={question.text} among={gallery} />
    </>
  );
}
