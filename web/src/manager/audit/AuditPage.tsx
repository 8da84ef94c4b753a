import '../manager.css';
import { Button, Group, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { PageTitle } from '../../parts/PageTitle';
import { Problem } from '../../parts/Problem';
import { dayMoments } from '../data/dayMoments';
import { withQuery } from '../data/query';
import { saveFile } from '../data/saveFile';
import type { AuditEntry } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePages } from '../data/usePages';
import { Filters } from '../parts/Filters';
import { Found } from '../parts/Found';
import { PersonPicker } from '../parts/pickers';
import { useManagerWords } from '../words';
import { AuditRow } from './AuditRow';
import { Verification } from './Verification';

const FILTERS = ['user_id', 'entity_type', 'entity_id', 'from', 'to'] as const;
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

/** Who changed what, and whether the log itself is whole. */
export function AuditPage() {
  const t = useManagerWords();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const query = { ...values, ...dayMoments(values) };
  const found = usePages<AuditEntry>('/audit/', [query]);
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
      <Filters isAny={isAny}>
        <PersonPicker label={t('audit.who')} value={values.user_id} onPick={(user_id) => set({ user_id })} />
        <Select
          label={t('audit.subject')}
          value={values.entity_type}
          allowDeselect={false}
          data={[
            { value: '', label: t('common.all') },
            ...ENTITIES.map((word) => ({ value: word, label: t(`audit.entities.${word}`) })),
          ]}
          onChange={(entity_type) => set({ entity_type: entity_type ?? '' })}
        />
        <TextInput
          type="date"
          label={t('common.from')}
          value={values.from}
          onChange={({ currentTarget }) => set({ from: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('common.to')}
          value={values.to}
          onChange={({ currentTarget }) => set({ to: currentTarget.value })}
        />
        {isAny && (
          <Button variant="subtle" mih={44} onClick={clear}>
            {t('common.clear')}
          </Button>
        )}
      </Filters>
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
