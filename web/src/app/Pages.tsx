import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { useSession } from '../api/session';
import { MyChecks } from '../executor/MyChecks';
import { managerRoutes } from '../manager/managerRoutes';
import { Loading } from '../parts/Loading';
import { Shell } from './Shell';
import { SignIn } from './SignIn';
import { WayOut } from './WayOut';
import { sectionsFor } from './sections';

// An executor's later pages follow the first one, and are kept on the device (prepareForOffline).
const FillPage = lazy(async () => ({ default: (await import('../executor/FillPage')).FillPage }));
const UnsentPage = lazy(async () => ({ default: (await import('../executor/UnsentPage')).UnsentPage }));
const ScanPage = lazy(async () => ({ default: (await import('../executor/scan/ScanPage')).ScanPage }));
const AtPage = lazy(async () => ({ default: (await import('../executor/AtPage')).AtPage }));
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
  // The board is of no use without network; what waits on the device is.
  const startsAtOwn = fills && !(sees && navigator.onLine);
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route element={<Shell key={user.id} />}>
          <Route
            index
            element={
              startsAtOwn ? (
                <MyChecks />
              ) : (
                <Navigate to={sees ? '/board' : (sectionsFor(permissions)[0]?.path ?? '/me')} replace />
              )
            }
          />
          {fills && <Route path="/mine" element={<MyChecks />} />}
          <Route path="/fill/:id" element={<FillPage />} />
          <Route path="/unsent" element={<UnsentPage />} />
          <Route path="/scan" element={<ScanPage />} />
          <Route path="/at/:area_id" element={<AtPage />} />
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
