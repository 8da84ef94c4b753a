import { ActionIcon, Menu } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../api/session';
import { useAdminWords } from '../adminWords';
import type { User } from '../data/types';
import { ActivityDialog } from './ActivityDialog';
import { PasswordDialog } from './PasswordDialog';
import { PersonSessions } from './PersonSessions';

/** What can be done about a person beside changing their data. */
export function PersonActs({ person }: { person: User }) {
  const t = useAdminWords();
  const { user } = useSession();
  const [act, setAct] = useState<'password' | 'sessions' | 'activity'>();
  const close = () => setAct(undefined);
  const isMe = person.id === user?.id;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={44} aria-label={t('people.acts', { name: person.full_name })}>
            ⋯
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!isMe && (
            <Menu.Item mih={44} onClick={() => setAct('password')}>
              {t('people.password')}
            </Menu.Item>
          )}
          <Menu.Item mih={44} onClick={() => setAct('sessions')}>
            {t('people.sessions')}
          </Menu.Item>
          <Menu.Item mih={44} onClick={() => setAct('activity')}>
            {t(person.active ? 'people.deactivate' : 'people.activate')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {act === 'password' && <PasswordDialog person={person} onClose={close} />}
      {act === 'sessions' && <PersonSessions person={person} onClose={close} />}
      {act === 'activity' && <ActivityDialog person={person} onClose={close} />}
    </>
  );
}
