import { Alert, Badge, Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { isAnswered, type CurrentAnswer } from '../../../domain/answer';
import { useWords } from '../words/words';
import { useDraft } from './drafts';
import { AnswerInput } from './inputs/AnswerInput';
import { PhotoStrip } from './inputs/PhotoStrip';
import { RemotePicture } from './inputs/RemotePicture';
import { RefusedAnswer } from './RefusedAnswer';
import type { ShownQuestion } from './useFilling';

interface QuestionCardProps {
  shown: ShownQuestion;
  number: number;
  total: number;
  onAnswer: (questionId: string, given: Partial<CurrentAnswer>) => Promise<void>;
}

const MOST_COMMENT_PHOTOS = 5;

export const headingOf = (questionId: string) => `question-${questionId}`;

export function QuestionCard({ shown, number, total, onAnswer }: QuestionCardProps) {
  const t = useWords();
  const { question, section, answer, failed, missing, unsent } = shown;
  const give = (given: Partial<CurrentAnswer>) => void onAnswer(question.id, given);
  const answered = isAnswered(answer);
  const wantsPhoto = missing.includes('answer.photo_required') || (answer?.files.length ?? 0) > 0;
  const titleId = headingOf(question.id);

  return (
    <Card
      withBorder
      padding="lg"
      component="section"
      aria-labelledby={titleId}
      className="question"
      data-failed={failed}
    >
      <Stack>
        <Group justify="space-between">
          <Text c="dimmed" size="sm">
            {section} · {t('fill.question', { number, total })}
          </Text>
          <Group gap={6}>
            {!question.required && question.type !== 'instruction' && (
              <Badge variant="default">{t('fill.optional')}</Badge>
            )}
            {question.critical && <Badge color="red.9">{t('fill.critical')}</Badge>}
            {failed && <Badge color="#ad3f0a">{t('fill.failed')}</Badge>}
          </Group>
        </Group>
        <div>
          <Title order={2} size="h3" id={titleId} tabIndex={-1} className="question-title">
            {question.text}
          </Title>
          {question.hint && (
            <Text c="dimmed" className="said">
              {question.hint}
            </Text>
          )}
        </div>
        {question.guidance_file_id && (
          <RemotePicture
            id={question.guidance_file_id}
            alt={t('fill.guidance', { question: question.text })}
            isLarge
          />
        )}
        <AnswerInput question={question} answer={answer} labelledBy={titleId} onAnswer={give} />
        {question.allow_na && (
          <Button
            variant={answer?.na ? 'filled' : 'default'}
            size="md"
            aria-pressed={answer?.na === true}
            onClick={() => give({ na: answer?.na !== true, value: null })}
          >
            {t('fill.na')}
          </Button>
        )}
        {missing.includes('answer.comment_required') && (
          <Alert color="orange">{t('fill.commentNeeded')}</Alert>
        )}
        {missing.includes('answer.photo_required') && <Alert color="orange">{t('fill.photoNeeded')}</Alert>}
        {answered && wantsPhoto && (
          <PhotoStrip
            files={answer?.files ?? []}
            max={MOST_COMMENT_PHOTOS}
            onChange={(files) => give({ files })}
          />
        )}
        {answered && question.type !== 'instruction' && (
          <CommentField
            name={`${question.id}.comment`}
            comment={answer?.comment ?? ''}
            onSave={(comment) => give({ comment })}
          />
        )}
        {unsent?.refused !== undefined && <RefusedAnswer entry={unsent} atQuestion />}
        {answered && unsent?.refused === undefined && (
          <Text size="sm" c="dimmed" role="status">
            {t(unsent ? 'fill.savedOnDevice' : 'fill.saved')}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

interface CommentFieldProps {
  name: string;
  comment: string;
  onSave: (comment: string) => void;
}

/** Saved when left, so that nothing typed is lost on the way to the next question. */
function CommentField({ name, comment, onSave }: CommentFieldProps) {
  const t = useWords();
  const draft = useDraft(name, comment);
  return (
    <Textarea
      label={t('fill.comment')}
      value={draft.text}
      maxLength={4000}
      autosize
      minRows={2}
      size="md"
      onFocus={draft.onFocus}
      onChange={(event) => draft.type(event.currentTarget.value)}
      onBlur={() => {
        draft.onLeave();
        draft.done();
        if (draft.isTyped) onSave(draft.text);
      }}
    />
  );
}
