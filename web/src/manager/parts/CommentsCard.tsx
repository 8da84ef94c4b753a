import { Text, Title } from '@mantine/core';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { useManagerWords } from '../words';
import { NewComment, type WrittenComment } from './NewComment';
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
  /** What a new comment may be about; without it there is no choice. */
  subjects?: { value: string; label: string }[];
  /** Absent where the reader may not comment. */
  onSend?: (comment: WrittenComment) => Promise<void>;
}

/** Comments, oldest first, and a place for one more. */
export function CommentsCard({ zone, comments, error, subjects, onSend }: CommentsCardProps) {
  const t = useManagerWords();
  return (
    <section className="m-card" aria-labelledby="comments">
      <Title order={2} size="h4" id="comments">
        {t('check.comments')}
      </Title>
      {error ? <Problem error={error} /> : null}
      {!comments && !error && <Loading rows={1} />}
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
      {onSend && <NewComment onSend={onSend} {...(subjects && { subjects })} />}
    </section>
  );
}
