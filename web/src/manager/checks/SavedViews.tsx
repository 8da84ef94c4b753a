import { ActionIcon, Button, CopyButton, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../api/session';
import { useManagerWords } from '../words';
import { type View, viewStore } from './viewStore';

/** Filters under a name of the reader's own; the address alone does for sending them to somebody. */
export function SavedViews({ page }: { page: string }) {
  const t = useManagerWords();
  const { user } = useSession();
  const [params, setParams] = useSearchParams();
  const kept = viewStore(`${user?.id ?? ''}.${page}`);
  const [views, setViews] = useState<readonly View[]>(kept.read);
  const [name, setName] = useState('');
  const search = params.toString();
  const keep = (after: View[]) => {
    kept.write(after);
    setViews(after);
  };

  return (
    <Popover position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button variant="default">{t('checks.views.label')}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {views.length === 0 ? t('checks.views.none') : t('checks.views.hint')}
          </Text>
          {views.map((view) => (
            <Group key={view.name} gap="xs" wrap="nowrap">
              <Button
                variant={view.search === search ? 'light' : 'subtle'}
                justify="flex-start"
                flex={1}
                onClick={() => setParams(new URLSearchParams(view.search))}
              >
                {view.name}
              </Button>
              <ActionIcon
                variant="subtle"
                size={44}
                aria-label={t('checks.views.remove', { name: view.name })}
                onClick={() => keep(views.filter((one) => one.name !== view.name))}
              >
                ×
              </ActionIcon>
            </Group>
          ))}
          {search !== '' && (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                const given = name.trim();
                if (given === '') return;
                keep([...views.filter((one) => one.name !== given), { name: given, search }]);
                setName('');
              }}
            >
              <Stack gap="xs">
                <TextInput
                  label={t('checks.views.name')}
                  value={name}
                  maxLength={60}
                  onChange={({ currentTarget }) => setName(currentTarget.value)}
                />
                <Button type="submit" variant="default" disabled={name.trim() === ''}>
                  {t('checks.views.save')}
                </Button>
              </Stack>
            </form>
          )}
          <CopyButton value={location.href}>
            {({ copied, copy }) => (
              <Button variant="subtle" onClick={copy}>
                {t(copied ? 'checks.views.copied' : 'checks.views.copy')}
              </Button>
            )}
          </CopyButton>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
