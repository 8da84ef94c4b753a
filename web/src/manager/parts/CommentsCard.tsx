import { Button, Text, Textarea, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { useManagerWords } from '../words';
import { Photos } from './Photos';
import { When } from './When';

interface CommentsCardProps {
  zone: string | undefined;
  comments:
    | {
        id: string;
        text: string;
        author: { full_name: string };
        created_at: string;
        files: { id: string }[];
        about?: string | undefined;
      }[]
    | undefined;
  error: unknown;
  /** Absent where the reader may not comment. */
  onSend?: (text: string) => Promise<void>;
}

/** Comments, oldest first, and a place for one more. */
export function CommentsCard({ zone, comments, error, onSend }: CommentsCardProps) {
  const t = useManagerWords();
  return (
    <section className="m-card" aria-labelledby="comments">
      <Title order={2} size="h4" id="comments">
        {t('check.comments')}
      </Title>
      {error ? <Problem error={error} /> : null}
      {!comments && !error && <Loading />}
      {comments?.length === 0 && <Text c="dimmed">{t('check.no_comments')}</Text>}
      <ul className="m-list">
        {comments?.map(({ id, text, author, created_at, files, about }) => (
          <li key={id} style={{ padding: '8px 0' }}>
            <Text size="sm" c="dimmed">
              {author.full_name}, <When at={created_at} zone={zone} />
              {about && ` · ${about}`}
            </Text>
            <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
            <Photos ids={files.map((file) => file.id)} subject={text} />
          </li>
        ))}
      </ul>
      {onSend && <NewComment onSend={onSend} />}
    </section>
  );
}

function NewComment({ onSend }: { onSend: (text: string) => Promise<void> }) {
  const t = useManagerWords();
  const [text, setText] = useState('');
  const sending = useMutation({ mutationFn: () => onSend(text.trim()), onSuccess: () => setText('') });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !sending.isPending) sending.mutate();
      }}
    >
      <Textarea
        label={t('common.comment')}
        description={t('check.comment_hint')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        autosize
        minRows={2}
        maxLength={4000}
      />
      {sending.error && <Problem error={sending.error} />}
      <Button type="submit" variant="default" mt="sm" loading={sending.isPending} disabled={!text.trim()}>
        {t('common.send')}
      </Button>
    </form>
  );
}
