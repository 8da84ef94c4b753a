import { ActionIcon, Menu } from '@mantine/core';
import { useTemplateWords } from '../words';
import { duplicate } from './editDraft';
import { useDraftNow, useEditor } from './editorContext';
import { moveQuestion, moveSection, stepTarget } from './moveInDraft';

/** What can be done with a row by a press, so that nobody has to drag. */
export function RowMenu({ rowKey, name }: { rowKey: string; name: string }) {
  const t = useTemplateWords();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('list_of.menu', { name })}>
          <span aria-hidden="true" className="tpl-dots">
            ⋯
          </span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Acts rowKey={rowKey} name={name} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Drawn while the menu is open only. */
function Acts({ rowKey, name }: { rowKey: string; name: string }) {
  const t = useTemplateWords();
  const draft = useDraftNow();
  const { change, select, remove } = useEditor();
  const isSection = draft.sections.some(({ key }) => key === rowKey);
  const step = (by: -1 | 1) => {
    const target = stepTarget(draft, rowKey, by);
    return {
      disabled: target === undefined,
      onClick: () =>
        target !== undefined &&
        change((now) => (isSection ? moveSection(now, rowKey, target) : moveQuestion(now, rowKey, target))),
    };
  };
  return (
    <>
      <Menu.Item {...step(-1)}>{t('list_of.up')}</Menu.Item>
      <Menu.Item {...step(1)}>{t('list_of.down')}</Menu.Item>
      <Menu.Item
        onClick={() => {
          const made = duplicate(draft, rowKey);
          change(() => made.draft);
          select(made.key);
        }}
      >
        {t('list_of.duplicate')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item c="var(--bad)" onClick={() => remove(rowKey, name)}>
        {t('list_of.remove')}
      </Menu.Item>
    </>
  );
}
