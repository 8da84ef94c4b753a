import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import type { Template } from '../../data/types';
import { useManagerWords } from '../../words';
import { contentOfTemplate } from '../contentOfTemplate';
import { ChangeList } from '../versions/ChangeList';
import { useTemplateWords } from '../words';
import type { TemplateContent } from './draft';

interface ConflictDialogProps {
  theirs: Template | undefined;
  base: TemplateContent;
  mine: TemplateContent;
  onAbove: (theirs: Template) => void;
  onReload: (theirs: Template) => void;
  onClose: () => void;
}

/** Somebody else has published meanwhile: what they did, and what saving now would do to it. */
export function ConflictDialog({ theirs, base, mine, onAbove, onReload, onClose }: ConflictDialogProps) {
  const t = useTemplateWords();
  const m = useManagerWords();
  return (
    <Modal
      opened={theirs !== undefined}
      onClose={onClose}
      size="lg"
      title={t('conflict.title')}
      closeButtonProps={{ 'aria-label': m('common.close') }}
    >
      {theirs && (
        <Stack>
          <Text>{t('conflict.text', { version: theirs.version })}</Text>
          <Title order={3} size="h5">
            {t('conflict.theirs', { version: theirs.version })}
          </Title>
          <ChangeList
            label={t('conflict.theirs', { version: theirs.version })}
            before={base}
            after={contentOfTemplate(theirs)}
          />
          <Title order={3} size="h5">
            {t('conflict.mine')}
          </Title>
          <ChangeList label={t('conflict.mine')} before={contentOfTemplate(theirs)} after={mine} />
          <Text size="sm" c="dimmed">
            {t('conflict.reload_hint')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => onReload(theirs)}>
              {t('conflict.reload', { version: theirs.version })}
            </Button>
            <Button onClick={() => onAbove(theirs)}>{t('conflict.above')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
