import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Routes } from 'react-router';
import { Loading } from './components/Loading';
import { Shell } from './components/Shell';
import { NotFoundPage } from './pages/NotFoundPage';
import { OverviewPage } from './pages/OverviewPage';
import { t } from './i18n';

const BrowserPage = lazy(() => import('./pages/BrowserPage').then((m) => ({ default: m.BrowserPage })));
const NodesPage = lazy(() => import('./pages/NodesPage').then((m) => ({ default: m.NodesPage })));
const PoliciesPage = lazy(() => import('./pages/PoliciesPage').then((m) => ({ default: m.PoliciesPage })));
const PerformancePage = lazy(() => import('./pages/PerformancePage').then((m) => ({ default: m.PerformancePage })));
const HeatPage = lazy(() => import('./pages/HeatPage').then((m) => ({ default: m.HeatPage })));
const LabSimulatedPage = lazy(() => import('./pages/LabSimulatedPage').then((m) => ({ default: m.LabSimulatedPage })));
const LabLivePage = lazy(() => import('./pages/LabLivePage').then((m) => ({ default: m.LabLivePage })));
const EventsPage = lazy(() => import('./pages/EventsPage').then((m) => ({ default: m.EventsPage })));

/** Rendered anew, with all that is in it, when the language changes: below this nothing need listen for that. */
export function App() {
  useTranslation();
  return (
    <Shell>
      <Suspense fallback={<Loading label={t('common.loadingPage')} />}>
        <Routes>
          <Route path="/" element={<OverviewPage />} />
          <Route path="/browser" element={<BrowserPage />} />
          <Route path="/nodes" element={<NodesPage />} />
          <Route path="/policies" element={<PoliciesPage />} />
          <Route path="/performance" element={<PerformancePage />} />
          <Route path="/heat" element={<HeatPage />} />
          <Route path="/events" element={<EventsPage />} />
          <Route path="/lab/simulated" element={<LabSimulatedPage />} />
          <Route path="/lab/live" element={<LabLivePage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}
