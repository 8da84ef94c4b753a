import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  Menu,
  NavLink,
  Text,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { useSession } from '../api/session';
import { useWhenSent } from '../executor/checks';
import { useOutbox, useSending } from '../executor/outbox';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { Loading } from '../parts/Loading';
import { chooseLanguage } from '../words/language';
import { useLanguage, useWords } from '../words/words';
import { isForbidden, sectionsFor } from './sections';
import { Bell } from './Bell';
import { Failsafe } from './Failsafe';
import { SyncState } from './SyncState';
import { WayOut } from './WayOut';

// After the first useful page.
const LiveUpdates = lazy(async () => ({ default: (await import('../api/LiveUpdates')).LiveUpdates }));
// An executor's own pages tell in place what happened.
const Notices = lazy(async () => ({ default: (await import('@mantine/notifications')).Notifications }));
const QUIET = /^\/($|fill\/|unsent)/;

/** Around every page: where one is, who one is, and whether everything has left the device. */
export function Shell() {
  const t = useWords();
  const spoken = useLanguage();
  const { user, permissions, signOut } = useSession();
  const { unsent } = useOutbox();
  const [opened, { toggle, close }] = useDisclosure();
  const [asksToLeave, setAsksToLeave] = useState(false);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { pathname } = useLocation();
  const sections = sectionsFor(permissions);
  useSending(user?.id ?? '', useWhenSent());
  const hasMenu = sections.length > 1;

  return (
    <AppShell
      header={{ height: 56 }}
      {...(hasMenu && { navbar: { width: 240, breakpoint: 'sm', collapsed: { mobile: !opened } } })}
      padding="md"
    >
      <AppShell.Header className="head">
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            {hasMenu && (
              <Burger
                opened={opened}
                onClick={toggle}
                hiddenFrom="sm"
                aria-label={t('menu.label')}
                color="white"
              />
            )}
            <Link to="/" className="brand">
              <img src="/icon.svg" alt="" width={32} height={32} />
              <span>{t('product')}</span>
            </Link>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <SyncState />
            <Bell />
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="transparent" size={44} className="who" aria-label={t('account.label')}>
                  {initials(user?.full_name ?? '')}
                </ActionIcon>
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
                <Menu.Item onClick={() => (unsent.length > 0 ? setAsksToLeave(true) : void signOut())}>
                  {t('account.signOut')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Group>
        </Group>
      </AppShell.Header>
      {hasMenu && (
        <AppShell.Navbar p="xs" component="nav" aria-label={t('menu.label')}>
          {sections.map(({ path, word }) => (
            <NavLink
              key={path}
              component={Link}
              to={path}
              label={t(word)}
              active={path === '/' ? pathname === '/' : pathname.startsWith(path)}
              onClick={close}
              className="section"
            />
          ))}
        </AppShell.Navbar>
      )}
      <AppShell.Main>
        <Failsafe key={pathname}>
          <Suspense fallback={<Loading />}>
            {isForbidden(pathname, permissions) ? <WayOut why="forbidden" /> : <Outlet />}
          </Suspense>
        </Failsafe>
        {user && (
          <Suspense>
            <LiveUpdates key={user.id} />
          </Suspense>
        )}
        {!QUIET.test(pathname) && (
          <Suspense>
            <Notices position="top-center" />
          </Suspense>
        )}
      </AppShell.Main>
      <ConfirmDialog
        opened={asksToLeave}
        onClose={() => setAsksToLeave(false)}
        title={t('account.signOut')}
        confirm={t('account.signOutAnyway')}
        onConfirm={() => void signOut()}
      >
        <Text>{t('account.unsent', { count: unsent.length })}</Text>
      </ConfirmDialog>
    </AppShell>
  );
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
