import { Button, Group, Text, Title } from '@mantine/core';
import { useTimeText } from '../../parts/When';
import { ChangeList } from '../versions/ChangeList';
import { useTemplateWords } from '../words';
import { contentOf } from './draft';
import type { KeptDraft } from './keptDrafts';
import type { Base } from './useDraft';

interface RestoreDraftProps {
  kept: KeptDraft;
  base: Base;
  onRestore: () => void;
  onDiscard: () => void;
}

/** What was left unsaved on this device is neither used nor lost without a word. */
export function RestoreDraft({ kept, base, onRestore, onDiscard }: RestoreDraftProps) {
  const t = useTemplateWords();
  const timeText = useTimeText();
  return (
    <section className="m-card" aria-labelledby="tpl-restore">
      <Title order={2} size="h4" id="tpl-restore">
        {t('restore.title')}
      </Title>
      <Text>{t('restore.text', { time: timeText(kept.kept_at) })}</Text>
      <Group>
        <Button onClick={onRestore}>{t('restore.restore')}</Button>
        <Button variant="default" c="var(--bad)" onClick={onDiscard}>
          {t('restore.discard')}
        </Button>
      </Group>
      {base.version !== undefined && (
        <>
          <Title order={3} size="h5">
            {t('restore.changes', { version: base.version })}
          </Title>
          <ChangeList
            label={t('restore.changes', { version: base.version })}
            before={base.content}
            after={contentOf(kept.draft)}
          />
        </>
      )}
    </section>
  );
}
