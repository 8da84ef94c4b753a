import { Text } from '@mantine/core';
import type { AnalyticsSummary } from '../data/types';
import { useManagerWords } from '../words';
import { ChartCard } from './ChartCard';
import { HANDED_IN, type ListOf } from './listed';
import { ListLink } from './ListLink';
import { RateBar } from './RateBar';

type Question = AnalyticsSummary['top_failed'][number];

interface TopFailedProps {
  questions: readonly Question[];
  listOf: ListOf;
}

const shareOf = ({ failed, answered }: Question) =>
  answered === 0 ? null : Math.round((failed / answered) * 10_000) / 10_000;

/** The questions that fail most often. */
export function TopFailed({ questions, listOf }: TopFailedProps) {
  const t = useManagerWords();
  const failuresOf = ({ template_id, question_id }: Question) =>
    listOf({ template_id, failed_question_id: question_id, status: HANDED_IN });
  const named = (question: Question) => (
    <>
      <ListLink to={failuresOf(question)}>{question.text}</ListLink>
      <Text size="sm" c="dimmed">
        {question.template_name}
      </Text>
    </>
  );
  return (
    <ChartCard
      name="top_failed"
      title={t('analytics.top_failed')}
      text={t('analytics.top_failed_text')}
      rows={questions}
      keyOf={({ template_id, question_id }) => `${template_id} ${question_id}`}
      empty={t('analytics.no_failed')}
      columns={[
        { title: 'analytics.question', value: ({ text }) => text, shown: named },
        { title: 'common.template', value: ({ template_name }) => template_name },
        {
          title: 'analytics.failed',
          value: ({ failed }) => failed,
          shown: (question) => <ListLink to={failuresOf(question)}>{question.failed}</ListLink>,
        },
        { title: 'analytics.answered', value: ({ answered }) => answered },
        { title: 'analytics.share', value: shareOf, isRate: true },
      ]}
      chart={
        <div>
          {questions.map((question) => (
            <div key={`${question.template_id} ${question.question_id}`} className="m-bars">
              <span>{named(question)}</span>
              <RateBar
                rate={shareOf(question)}
                text={t('analytics.failed_of', { failed: question.failed, all: question.answered })}
              />
            </div>
          ))}
        </div>
      }
    />
  );
}
