import { Button, Select, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../parts/Problem';
import { uploaded } from '../data/uploaded';
import { useManagerWords } from '../words';
import { PictureInput } from './PictureInput';

export interface WrittenComment {
  text: string;
  files: string[];
  subject?: string;
}

interface NewCommentProps {
  subjects?: { value: string; label: string }[];
  onSend: (comment: WrittenComment) => Promise<void>;
}

/** What is typed stays until it has been sent. */
export function NewComment({ subjects, onSend }: NewCommentProps) {
  const t = useManagerWords();
  const [text, setText] = useState('');
  const [subject, setSubject] = useState<string | null>(null);
  const [pictures, setPictures] = useState<File[]>([]);
  const sending = useMutation({
    mutationFn: async () => {
      const files = await Promise.all(pictures.map(uploaded));
      await onSend({ text: text.trim(), files, ...(subject && { subject }) });
    },
    onSuccess: () => {
      setText('');
      setPictures([]);
      setSubject(null);
    },
  });
  return (
    <form
      className="m-acts"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !sending.isPending) sending.mutate();
      }}
    >
      <Stack gap="sm" align="stretch">
        <Textarea
          label={t('common.comment')}
          description={t('check.comment_hint')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          autosize
          minRows={2}
          maxLength={4000}
        />
        {subjects && (
          <Select
            label={t('check.comment_about')}
            placeholder={t('check.whole_check')}
            data={subjects}
            value={subject}
            onChange={setSubject}
            searchable
            clearable
            nothingFoundMessage={t('common.nothing_found')}
            clearButtonProps={{ 'aria-label': t('common.clear'), tabIndex: -1 }}
          />
        )}
        <PictureInput label={t('common.photo')} value={pictures} onChange={setPictures} />
        {sending.error && <Problem error={sending.error} />}
        <Button
          type="submit"
          variant="default"
          w="fit-content"
          loading={sending.isPending}
          disabled={!text.trim()}
        >
          {t('common.send')}
        </Button>
      </Stack>
    </form>
  );
}
