import { type ComponentType, lazy } from 'react';
import { Route } from 'react-router';

const page = <N extends string>(load: () => Promise<Record<N, ComponentType>>, name: N) =>
  lazy(async () => ({ default: (await load())[name] }));

const BoardPage = page(() => import('./board/BoardPage'), 'BoardPage');
const ChecksPage = page(() => import('./checks/ChecksPage'), 'ChecksPage');
const ActionsPage = page(() => import('./actions/ActionsPage'), 'ActionsPage');
const ActionPage = page(() => import('./actions/ActionPage'), 'ActionPage');
const SchedulesPage = page(() => import('./schedules/SchedulesPage'), 'SchedulesPage');
const SchedulePage = page(() => import('./schedules/SchedulePage'), 'SchedulePage');
const ScheduleFormPage = page(() => import('./schedules/ScheduleFormPage'), 'ScheduleFormPage');
const AnalyticsPage = page(() => import('./analytics/AnalyticsPage'), 'AnalyticsPage');
const ReportsPage = page(() => import('./reports/ReportsPage'), 'ReportsPage');
const PeoplePage = page(() => import('./people/PeoplePage'), 'PeoplePage');
const PlacesPage = page(() => import('./places/PlacesPage'), 'PlacesPage');
const TagsPage = page(() => import('./places/TagsPage'), 'TagsPage');
const RolesPage = page(() => import('./roles/RolesPage'), 'RolesPage');
const IntegrationsPage = page(() => import('./integrations/IntegrationsPage'), 'IntegrationsPage');
const SystemPage = page(() => import('./system/SystemPage'), 'SystemPage');
const AuditPage = page(() => import('./audit/AuditPage'), 'AuditPage');
const TemplatesPage = page(() => import('./templates/TemplatesPage'), 'TemplatesPage');
const TemplatePage = page(() => import('./templates/TemplatePage'), 'TemplatePage');
const TemplateEditorPage = page(() => import('./templates/editor/TemplateEditorPage'), 'TemplateEditorPage');
const TemplateVersionsPage = page(
  () => import('./templates/versions/TemplateVersionsPage'),
  'TemplateVersionsPage',
);
const TemplatePrintPage = page(() => import('./templates/TemplatePrintPage'), 'TemplatePrintPage');

/** Pages of supervisors, managers, auditors and administrators: none is in the executor's first load. */
export const managerRoutes = [
  <Route key="board" path="board" element={<BoardPage />} />,
  <Route key="checks" path="checks" element={<ChecksPage />} />,
  <Route key="actions" path="actions" element={<ActionsPage />} />,
  <Route key="action" path="actions/:action_id" element={<ActionPage />} />,
  <Route key="schedules" path="schedules" element={<SchedulesPage />} />,
  <Route key="schedule-new" path="schedules/new" element={<ScheduleFormPage key="new" />} />,
  <Route key="schedule" path="schedules/:schedule_id" element={<SchedulePage />} />,
  <Route key="schedule-edit" path="schedules/:schedule_id/edit" element={<ScheduleFormPage key="edit" />} />,
  <Route key="analytics" path="analytics" element={<AnalyticsPage />} />,
  <Route key="reports" path="reports" element={<ReportsPage />} />,
  <Route key="people" path="people" element={<PeoplePage />} />,
  <Route key="roles" path="roles" element={<RolesPage />} />,
  <Route key="integrations" path="integrations" element={<IntegrationsPage />} />,
  <Route key="system" path="system" element={<SystemPage />} />,
  <Route key="places" path="places" element={<PlacesPage />} />,
  <Route key="tags" path="places/tags" element={<TagsPage />} />,
  <Route key="audit" path="audit" element={<AuditPage />} />,
  <Route key="templates" path="templates" element={<TemplatesPage />} />,
  <Route key="template-new" path="templates/new" element={<TemplateEditorPage key="new" />} />,
  <Route key="template" path="templates/:template_id" element={<TemplatePage />} />,
  <Route
    key="template-edit"
    path="templates/:template_id/edit"
    element={<TemplateEditorPage key="edit" />}
  />,
  <Route key="template-versions" path="templates/:template_id/versions" element={<TemplateVersionsPage />} />,
  <Route key="template-print" path="templates/:template_id/print" element={<TemplatePrintPage />} />,
];
