import { Button, Group, Menu, Text } from '@mantine/core';
import { QUESTION_TYPES } from '../../../../../domain/questionShape';
import { useManagerWords } from '../../words';
import { useTemplateWords } from '../words';
import { addQuestion } from './editDraft';
import { useDraftNow, useEditor } from './editorContext';

export function AddQuestion({ sectionKey, isEmpty }: { sectionKey: string; isEmpty: boolean }) {
  const t = useTemplateWords();
  const m = useManagerWords();
  const draft = useDraftNow();
  const { change, select } = useEditor();
  return (
    <Group gap="sm">
      {isEmpty && (
        <Text size="sm" c="dimmed" px="sm" pt="xs">
          {t('list_of.empty')}
        </Text>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="subtle" mih={44}>
            + {t('list_of.add_question')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          {QUESTION_TYPES.map((type) => (
            <Menu.Item
              key={type}
              onClick={() => {
                const made = addQuestion(draft, sectionKey, type);
                change(() => made.draft);
                select(made.key);
              }}
            >
              {m(`templates.type.${type}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
