import '../manager.css';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { PageTitle } from '../../parts/PageTitle';
import { Problem } from '../../parts/Problem';
import { dayMoments } from '../data/dayMoments';
import { useAdminWords } from '../adminWords';
import { withQuery } from '../data/query';
import { saveFile } from '../data/saveFile';
import type { AuditEntry } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { ChoiceFilter } from '../parts/ChoiceFilter';
import { DaysFilter } from '../parts/DaysFilter';
import { Filters } from '../parts/Filters';
import { Found } from '../parts/Found';
import { PersonPicker } from '../parts/pickers';
import { useManagerWords } from '../words';
import { actText } from './actText';
import { AuditRow } from './AuditRow';
import { Verification } from './Verification';

const FILTERS = ['user_id', 'entity_type', 'action', 'entity_id', 'from', 'to'] as const;
const ENTITIES = [
  'check',
  'template',
  'schedule',
  'action',
  'user',
  'area',
  'calendar',
  'role',
  'report',
  'session',
  'file',
] as const;

/** What the log tells of each kind of subject; of all together the list would be too long to choose from. */
const ACTS: Partial<Record<string, readonly string[]>> = {
  check: [
    ...['check.create', 'check.start', 'check.answer', 'check.submit', 'check.accept', 'check.return'],
    ...['check.complete', 'check.reassign', 'check.due', 'check.escalate', 'check.miss', 'check.decline'],
    'check.cancel',
  ],
  action: [
    ...['action.create', 'action.start', 'action.done', 'action.verify', 'action.return', 'action.update'],
    ...['action.cancel', 'action.escalate', 'action.sync'],
  ],
  user: ['user.create', 'user.update', 'user.password', 'user.telegram_link', 'user.telegram_unlink'],
  session: ['session.login', 'session.logout', 'session.revoked'],
  schedule: ['schedule.create', 'schedule.update', 'schedule.pause', 'schedule.resume', 'schedule.delete'],
  template: ['template.create', 'template.update', 'template.archive'],
};

/** Who changed what, and whether the log itself is whole. */
export function AuditPage() {
  const t = useManagerWords();
  const admin = useAdminWords();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const query = { ...values, ...dayMoments(values) };
  const found = usePages<AuditEntry>('/audit/', [query]);
  const acts = ACTS[values.entity_type] ?? [];
  const saving = useMutation({
    mutationFn: () => saveFile(withQuery('/audit/export', query), 'audit.csv'),
    onError: (error) =>
      notifications.show({ message: <Problem error={error} />, autoClose: false, color: 'red' }),
  });
  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('audit.title')}</PageTitle>
        <Group gap="xs">
          <Button variant="default" loading={saving.isPending} onClick={() => saving.mutate()}>
            {t('audit.export')}
          </Button>
        </Group>
      </div>
      <Verification />
      <Filters isAny={isAny} clear={clear}>
        <PersonPicker label={t('audit.who')} value={values.user_id} onPick={(user_id) => set({ user_id })} />
        <ChoiceFilter
          label={t('audit.subject')}
          every={t('common.all')}
          value={values.entity_type}
          choices={ENTITIES.map((word) => ({ value: word, label: t(`audit.entities.${word}`) }))}
          onPick={(entity_type) => set({ entity_type: entity_type, action: '' })}
        />
        {acts.length > 0 && (
          <ChoiceFilter
            label={admin('audit.act')}
            every={t('common.all')}
            value={values.action}
            choices={acts.map((value) => ({ value, label: actText(t, value) }))}
            onPick={(action) => set({ action })}
          />
        )}
        <DaysFilter from={values.from} to={values.to} onPick={set} />
      </Filters>
      {values.entity_id && (
        <Button
          variant="light"
          w="fit-content"
          mih={44}
          rightSection="✕"
          onClick={() => set({ entity_id: '' })}
        >
          {admin('audit.only_subject', { subject: values.entity_id.slice(-12) })}
        </Button>
      )}
      <Found found={found} isFiltered={isAny} empty={t('audit.empty')} hint={t('audit.empty_hint')}>
        <ul className="m-list m-group" aria-label={t('audit.title')}>
          {found.items.map((entry) => (
            <li key={entry.id}>
              <AuditRow entry={entry} onSubject={() => set({ entity_id: entry.entity_id })} />
            </li>
          ))}
        </ul>
      </Found>
    </div>
  );
}
