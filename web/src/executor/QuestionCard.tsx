import { Alert, Badge, Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { isAnswered, type CurrentAnswer } from '../../../domain/answer';
import { useWords } from '../words/words';
import { AnswerInput } from './inputs/AnswerInput';
import { PhotoStrip } from './inputs/PhotoStrip';
import { RemotePicture } from './inputs/RemotePicture';
import { drop } from './outbox';
import type { ShownQuestion } from './useFilling';

interface QuestionCardProps {
  shown: ShownQuestion;
  number: number;
  total: number;
  onAnswer: (questionId: string, given: Partial<CurrentAnswer>) => Promise<void>;
}

const MOST_COMMENT_PHOTOS = 5;

export function QuestionCard({ shown, number, total, onAnswer }: QuestionCardProps) {
  const t = useWords();
  const { question, section, answer, failed, missing, unsent } = shown;
  const give = (given: Partial<CurrentAnswer>) => void onAnswer(question.id, given);
  const answered = isAnswered(answer);
  const wantsPhoto = missing.includes('answer.photo_required') || (answer?.files.length ?? 0) > 0;
  const titleId = `question-${question.id}`;

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
            {question.critical && <Badge color="red.9">{t('fill.critical')}</Badge>}
            {failed && <Badge color="orange.9">{t('fill.failed')}</Badge>}
          </Group>
        </Group>
        <div>
          <Title order={2} size="h3" id={titleId}>
            {question.text}
          </Title>
          {question.hint && <Text c="dimmed">{question.hint}</Text>}
        </div>
        {question.guidance_file_id && (
          <RemotePicture id={question.guidance_file_id} alt={question.hint ?? ''} />
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
          <CommentField comment={answer?.comment ?? ''} onSave={(comment) => give({ comment })} />
        )}
        {unsent?.refused !== undefined && (
          <Alert color="red" role="alert" title={t('fill.refused', { reason: unsent.refused })}>
            <Button variant="default" onClick={() => unsent.seq !== undefined && void drop(unsent.seq)}>
              {t('fill.dropRefused')}
            </Button>
          </Alert>
        )}
        {answered && unsent?.refused === undefined && (
          <Text size="sm" c="dimmed" role="status">
            {t(unsent ? 'fill.savedOnDevice' : 'fill.saved')}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

/** Saved when left, so that nothing typed is lost on the way to the next question. */
function CommentField({ comment, onSave }: { comment: string; onSave: (comment: string) => void }) {
  const t = useWords();
  const [text, setText] = useState(comment);
  return (
    <Textarea
      label={t('fill.comment')}
      value={text}
      maxLength={4000}
      autosize
      minRows={2}
      size="md"
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => text !== comment && onSave(text)}
    />
  );
}
