import { Button, Group, Progress, Text } from '@mantine/core';
import { memo, useEffect, useRef } from 'react';
import type { Fault } from '../../../../../domain/errors';
import { QuestionCard } from '../../../executor/QuestionCard';
import { useLanguage } from '../../../words/words';
import type { TemplateContent } from '../editor/draft';
import { isSame } from '../versions/isSame';
import { AreaPicker, PersonPicker } from '../../parts/pickers';
import { useManagerWords } from '../../words';
import { useTemplateWords } from '../words';
import { useTrying } from './useTrying';

/** Each draft makes all questions anew: only what differs is drawn. */
const Card = memo(
  QuestionCard,
  (before, after) =>
    before.onAnswer === after.onAnswer &&
    before.number === after.number &&
    before.total === after.total &&
    isSame(before.shown, after.shown),
);

interface PhonePreviewProps {
  content: TemplateContent;
  faults: readonly Fault[];
  /** The question that is being edited is kept in sight. */
  shownId: string | undefined;
}

/** The draft as it will be on an executor's phone, to be answered; nothing of it leaves the page. */
export const PhonePreview = memo(function PhonePreview({ content, faults, shownId }: PhonePreviewProps) {
  const t = useTemplateWords();
  const m = useManagerWords();
  const language = useLanguage();
  const screen = useRef<HTMLDivElement>(null);
  const { questions, missing, progress, score, verdict, isWhole, answer, clear, round, tried } = useTrying(
    content,
    faults,
  );
  useEffect(() => {
    if (shownId === undefined || !screen.current) return;
    const card = screen.current.querySelector<HTMLElement>(
      `[aria-labelledby="${CSS.escape(`question-${shownId}`)}"]`,
    );
    if (card) screen.current.scrollTo({ top: card.offsetTop - 72 });
  }, [shownId]);
  return (
    <section className="tpl-phone" aria-label={t('preview.label')}>
      <Text size="sm" c="dimmed" className="tpl-phone-hint">
        {t('preview.hint')}
      </Text>
      {(tried.asksArea || tried.asksExecutor) && (
        <Group grow align="start" gap="xs" mb="xs">
          {tried.asksArea && (
            <AreaPicker
              label={t('preview.area')}
              placeholder={m('common.no_area')}
              value={tried.area_id ?? ''}
              onPick={(id) => tried.set((now) => ({ ...now, area_id: id || null }))}
            />
          )}
          {tried.asksExecutor && (
            <PersonPicker
              label={t('preview.executor')}
              clearable={false}
              value={tried.executor_id}
              onPick={(executor_id) => executor_id && tried.set((now) => ({ ...now, executor_id }))}
            />
          )}
        </Group>
      )}
      <div className="tpl-screen" ref={screen} tabIndex={0} role="group" aria-label={t('preview.label')}>
        <div className="tpl-screen-head">
          <strong>{content.name || t('editor.title_new')}</strong>
          <Progress
            value={progress.total === 0 ? 0 : (100 * progress.answered) / progress.total}
            aria-label={t('preview.label')}
          />
        </div>
        {!isWhole && (
          <Text size="sm" c="var(--bad)">
            {t('preview.broken')}
          </Text>
        )}
        {questions.length === 0 && <Text c="dimmed">{t('preview.empty')}</Text>}
        {questions.map((shown, index) => (
          <Card
            key={`${shown.question.id} ${shown.question.type} ${index} ${round}`}
            shown={shown}
            number={index + 1}
            total={questions.length}
            onAnswer={answer}
          />
        ))}
      </div>
      <div className="tpl-outcome" role="status">
        <Text size="sm" fw={600}>
          {score === null
            ? t('preview.no_score')
            : `${t('preview.score', { score: score.toLocaleString(language) })} · ${t(`preview.${verdict}`)}`}
        </Text>
        <Text size="sm">
          {missing.length > 0 ? t('preview.missing', { count: missing.length }) : t('preview.complete')}
        </Text>
      </div>
      <Button variant="subtle" mih={44} onClick={clear}>
        {t('preview.clear')}
      </Button>
    </section>
  );
});
