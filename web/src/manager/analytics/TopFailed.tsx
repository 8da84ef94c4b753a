import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { AnalyticsSummary } from '../data/types';
import { useManagerWords } from '../words';
import { ChartCard } from './ChartCard';
import { RateBar } from './RateBar';

type Question = AnalyticsSummary['top_failed'][number];

interface TopFailedProps {
  questions: readonly Question[];
  /** The list of the checks of one template. */
  listOf: (template_id: string) => string;
}

const shareOf = ({ failed, answered }: Question) =>
  answered === 0 ? null : Math.round((failed / answered) * 10_000) / 10_000;

/** The questions that fail most often. */
export function TopFailed({ questions, listOf }: TopFailedProps) {
  const t = useManagerWords();
  const named = ({ template_id, template_name, text }: Question) => (
    <>
      {text}
      <Text size="sm" component="div">
        <Anchor component={Link} to={listOf(template_id)} size="sm">
          {template_name}
        </Anchor>
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
        { title: 'analytics.failed', value: ({ failed }) => failed },
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
