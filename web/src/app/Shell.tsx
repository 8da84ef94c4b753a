import { AppShell, Burger, Group, NavLink } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { useSession } from '../api/session';
import { useKeepingChecks } from '../executor/checks';
import { useSending } from '../executor/outbox';
import { StorageAlert } from '../executor/StorageAlert';
import { useHearers } from '../executor/useHearers';
import { Loading } from '../parts/Loading';
import { useWords } from '../words/words';
import { isForbidden, sectionsFor } from './sections';
import { AccountButton } from './AccountButton';
import { Bell } from './Bell';
import { BottomBar } from './BottomBar';
import { Failsafe } from './Failsafe';
import { SyncState } from './SyncState';
import { UpdateBar } from './UpdateBar';
import { useSignOut } from './useSignOut';
import { WayOut } from './WayOut';

// After the first useful page.
const LiveUpdates = lazy(async () => ({ default: (await import('../api/LiveUpdates')).LiveUpdates }));
// An executor's pages tell in place what happened.
const Notices = lazy(async () => ({ default: (await import('@mantine/notifications')).Notifications }));
const QUIET = /^\/($|mine|fill\/|unsent|scan|at\/)/;
// Comes when it is first pressed, and with it all that places a menu.
const fetchMenu = () => import('./AccountMenu');
const AccountMenu = lazy(async () => ({ default: (await fetchMenu()).AccountMenu }));
// There the thumb has buttons of its own.
const WITHOUT_BAR = /^\/fill\//;

/** Around every page: where one is, who one is, and whether everything has left the device. */
export function Shell() {
  const t = useWords();
  const { user, permissions } = useSession();
  const [opened, { toggle, close }] = useDisclosure();
  const [isAccountWanted, setAccountWanted] = useState(false);
  const { ask, dialog } = useSignOut();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const openAccount = () =>
    void fetchMenu().then(
      () => setAccountWanted(true),
      () => navigate('/me'),
    );
  const sections = sectionsFor(permissions);
  useSending(user?.id ?? '', user?.full_name ?? '', useHearers());
  useKeepingChecks(user?.id ?? '', permissions.includes('FILL_CHECKS'));
  const hasBar = permissions.includes('FILL_CHECKS') && !WITHOUT_BAR.test(pathname);
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
            {isAccountWanted ? (
              <Suspense fallback={<AccountButton />}>
                <AccountMenu isOpened onSignOut={ask} />
              </Suspense>
            ) : (
              <AccountButton onClick={openAccount} />
            )}
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
      <AppShell.Main {...(hasBar && { className: 'above-bar' })}>
        <UpdateBar />
        <StorageAlert />
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
      {hasBar && <BottomBar />}
      {dialog}
    </AppShell>
  );
}
