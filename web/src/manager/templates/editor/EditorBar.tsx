import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { useTemplateWords } from '../words';

interface EditorBarProps {
  version: number | undefined;
  isChanged: boolean;
  isSaving: boolean;
  faults: number;
  onFaults: () => void;
  onSave: () => void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
}

/** Always in sight: whether anything is unsaved, what is to be mended, back and forth, save. */
export function EditorBar(props: EditorBarProps) {
  const { version, isChanged, isSaving, faults, onFaults, onSave, undo, redo } = props;
  const t = useTemplateWords();
  return (
    <div className="tpl-bar">
      <Group gap={6} wrap="nowrap">
        <ActionIcon
          variant="default"
          size={44}
          disabled={!undo}
          onClick={undo}
          aria-label={t('editor.undo')}
          title={`${t('editor.undo')} (Ctrl+Z)`}
        >
          ↶
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={44}
          disabled={!redo}
          onClick={redo}
          aria-label={t('editor.redo')}
          title={`${t('editor.redo')} (Ctrl+Shift+Z)`}
        >
          ↷
        </ActionIcon>
        <Text size="sm" c="dimmed" role="status" className="tpl-kept">
          {t(isChanged ? 'editor.kept' : 'editor.unchanged')}
        </Text>
      </Group>
      <Group gap={6} wrap="nowrap">
        {faults > 0 && (
          <Button variant="subtle" c="var(--bad)" mih={44} onClick={onFaults}>
            {t('faults.count', { count: faults })}
          </Button>
        )}
        <Button mih={44} disabled={!isChanged} loading={isSaving} onClick={onSave}>
          {version === undefined ? t('editor.create') : t('editor.save', { version: version + 1 })}
        </Button>
      </Group>
    </div>
  );
}
