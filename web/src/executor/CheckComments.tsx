import { Button, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { components } from '../../generated/api';
import { api } from '../api/client';
import type { Check } from '../api/store';
import { Problem } from '../parts/Problem';
import { useDraft } from './drafts';
import { useLanguage, useWords } from '../words/words';

type Comment = components['schemas']['Comment'];

/** What is said of the check as a whole. What was typed stays in the field until the server has it. */
export function CheckComments({ check }: { check: Check }) {
  const t = useWords();
  const spoken = useLanguage();
  const draft = useDraft('comment', '');
  const { text } = draft;
  const path = `/checks/${check.id}/comment`;
  const { data, refetch } = useQuery({
    queryKey: ['check', check.id, 'comments'],
    queryFn: () => api.get<{ items: Comment[] }>(`${path}s`),
  });
  const sending = useMutation({
    mutationFn: () => api.post(path, { text }),
    onSuccess: () => {
      draft.done(true);
      void refetch();
    },
  });
  const whole = data?.items.filter(({ question_id }) => question_id === null);
  return (
    <Stack mt="xl" gap="sm">
      <Title order={3} size="h4">
        {t('fill.comments')}
      </Title>
      {whole?.length === 0 && <Text c="dimmed">{t('fill.commentsNone')}</Text>}
      {whole?.map(({ id, text, author, created_at }) => (
        <div key={id}>
          <Text size="sm" c="dimmed">
            {author.full_name}, {new Date(created_at).toLocaleString(spoken)}
          </Text>
          <Text className="said">{text}</Text>
        </div>
      ))}
      {check.may.includes('comment') && (
        <>
          <Textarea
            label={t('fill.comment')}
            value={text}
            maxLength={4000}
            autosize
            minRows={2}
            size="md"
            onChange={(event) => draft.type(event.currentTarget.value)}
          />
          {sending.error && <Problem error={sending.error} />}
          <Button
            variant="default"
            size="md"
            disabled={text.trim() === ''}
            loading={sending.isPending}
            onClick={() => sending.mutate()}
          >
            {t('fill.commentSend')}
          </Button>
        </>
      )}
    </Stack>
  );
}
