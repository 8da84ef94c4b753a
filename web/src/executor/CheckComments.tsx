import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { components } from '../../generated/api';
import { api } from '../api/client';
import { useSession } from '../api/session';
import type { Check, UnsentComment } from '../api/unsent';
import { momentText } from '../words/moment';
import { useLanguage, useWords } from '../words/words';
import { useDraft } from './drafts';
import { LocalPicture } from './inputs/LocalPicture';
import { PhotoStrip } from './inputs/PhotoStrip';
import { RemotePicture } from './inputs/RemotePicture';
import { isLocal } from './localFiles';
import { giveComment } from './outbox';
import { useOutbox } from './outboxState';
import { RefusedComment } from './RefusedComment';

type Comment = components['schemas']['Comment'];

const MOST_PHOTOS = 5;

/** What is said of the check as a whole, with what waits on this device. */
export function CheckComments({ check }: { check: Check }) {
  const t = useWords();
  const { unsent } = useOutbox();
  const { data } = useQuery({
    queryKey: ['check', check.id, 'comments'],
    queryFn: () => api.get<{ items: Comment[] }>(`/checks/${check.id}/comments`),
  });
  const own = unsent.filter(
    (row): row is UnsentComment => row.kind === 'comment' && row.check_id === check.id,
  );
  const whole = data?.items.filter(({ question_id }) => question_id === null);
  return (
    <Stack mt="xl" gap="sm">
      <Title order={3} size="h4">
        {t('fill.comments')}
      </Title>
      {whole?.length === 0 && own.length === 0 && <Text c="dimmed">{t('fill.commentsNone')}</Text>}
      {whole?.map(({ id, text, author, created_at, files }) => (
        <Said
          key={id}
          name={author.full_name}
          at={created_at}
          text={text}
          files={files.map((file) => file.id)}
        />
      ))}
      {own.map((row) =>
        row.refused === undefined ? (
          <Waits key={row.client_id} comment={row} />
        ) : (
          <RefusedComment key={row.client_id} entry={row} />
        ),
      )}
      {check.may.includes('comment') && <Say check={check} />}
    </Stack>
  );
}

function Waits({ comment }: { comment: UnsentComment }) {
  const t = useWords();
  const { user } = useSession();
  const { text, answered_at, files = [] } = comment;
  return (
    <div>
      <Said name={user?.full_name ?? ''} at={answered_at} text={text} files={files} />
      <Text size="sm" c="dimmed" role="status">
        {t('fill.commentKept')}
      </Text>
    </div>
  );
}

interface SaidProps {
  name: string;
  at: string;
  text: string;
  files: readonly string[];
}

function Said({ name, at, text, files }: SaidProps) {
  const spoken = useLanguage();
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}, {momentText(spoken, at)}
      </Text>
      <Text className="said">{text}</Text>
      {files.length > 0 && (
        <Group gap="xs" mt={4}>
          {files.map((id) => (
            <div key={id} className="thumb">
              {isLocal(id) ? <LocalPicture id={id} /> : <RemotePicture id={id} alt="" />}
            </div>
          ))}
        </Group>
      )}
    </div>
  );
}

/** What was typed stays in the field until it is in the queue. */
function Say({ check }: { check: Check }) {
  const t = useWords();
  const draft = useDraft('comment', '');
  const pictures = useDraft('comment.photos', '[]');
  const files = JSON.parse(pictures.text) as string[];
  const { text } = draft;
  const say = async () => {
    await giveComment({
      ...{ kind: 'comment', check_id: check.id, check_title: check.title, text },
      ...(files.length > 0 && { files }),
    });
    draft.done(true);
    pictures.done(true);
  };
  return (
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
      {text.trim() !== '' && (
        <PhotoStrip
          files={files}
          min={0}
          max={MOST_PHOTOS}
          onChange={(next) => pictures.type(JSON.stringify(next))}
        />
      )}
      <Button variant="default" size="md" disabled={text.trim() === ''} onClick={() => void say()}>
        {t('fill.commentSend')}
      </Button>
    </>
  );
}
