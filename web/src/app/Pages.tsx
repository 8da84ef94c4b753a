import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { useSession } from '../api/session';
import { FillPage } from '../executor/FillPage';
import { MyChecks } from '../executor/MyChecks';
import { UnsentPage } from '../executor/UnsentPage';
import { managerRoutes } from '../manager/managerRoutes';
import { Loading } from '../parts/Loading';
import { Shell } from './Shell';
import { SignIn } from './SignIn';
import { WayOut } from './WayOut';
import { sectionsFor } from './sections';

// Managers' pages come when they are asked for: an executor's phone does without them.
const CheckPage = lazy(async () => ({ default: (await import('../manager/check/CheckPage')).CheckPage }));
const MePage = lazy(async () => ({ default: (await import('../me/MePage')).MePage }));
const NoticesPage = lazy(async () => ({ default: (await import('../me/NoticesPage')).NoticesPage }));

export function Pages() {
  const { user, permissions } = useSession();
  if (user === undefined) return <Loading />;
  if (user === null) return <SignIn />;
  const fills = permissions.includes('FILL_CHECKS');
  const sees = permissions.includes('VIEW_CHECKS');
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route element={<Shell />}>
          <Route
            index
            element={
              fills ? <MyChecks /> : <Navigate to={sectionsFor(permissions)[0]?.path ?? '/me'} replace />
            }
          />
          <Route path="/fill/:id" element={<FillPage />} />
          <Route path="/unsent" element={<UnsentPage />} />
          {managerRoutes}
          <Route path="/me" element={<MePage />} />
          <Route path="/notices" element={<NoticesPage />} />
          <Route path="/checks/:id" element={sees ? <CheckPage /> : <FillPage />} />
          <Route path="*" element={<WayOut why="notFound" />} />
        </Route>
      </Routes>
    </Suspense>
  );
}
