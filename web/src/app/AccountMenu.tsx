import { Menu, useMantineColorScheme } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../api/session';
import { chooseLanguage } from '../words/language';
import { useLanguage, useWords } from '../words/words';
import { AccountButton } from './AccountButton';

/** Who is signed in, and what they may change about the panel itself. */
export function AccountMenu({ onSignOut, isOpened }: { onSignOut: () => void; isOpened: boolean }) {
  const t = useWords();
  const spoken = useLanguage();
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" defaultOpened={isOpened}>
      <Menu.Target>
        <AccountButton />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user?.full_name}</Menu.Label>
        <Menu.Item component={Link} to="/me">
          {t('account.page')}
        </Menu.Item>
        <Menu.Item onClick={() => chooseLanguage(spoken === 'ru' ? 'en' : 'ru')}>
          {t('account.language')}
        </Menu.Item>
        <Menu.Item onClick={() => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark')}>
          {t(colorScheme === 'dark' ? 'account.light' : 'account.dark')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={onSignOut}>{t('account.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
