import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { useAdminWords } from '../adminWords';
import { fieldFaults } from '../data/fieldFaults';
import type { BitrixUsers } from '../data/types';
import { EmployeeRow, type MappedEmployee } from './EmployeeRow';

const PATH = '/integrations/bitrix/users';

/** Whose account is whose, where the e-mail does not tell. */
export function Employees() {
  const { data, error, refetch } = useQuery({
    queryKey: ['bitrix', 'users'],
    queryFn: () => api.get<BitrixUsers>(PATH),
    // What is being edited must not be replaced under one's hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  return data ? <Mapping initial={data.items} /> : <Loading />;
}

function Mapping({ initial }: { initial: BitrixUsers['items'] }) {
  const t = useAdminWords();
  const [rows, setRows] = useState<MappedEmployee[]>(() =>
    initial.map(({ user_id, bitrix_id }) => ({ key: user_id, user_id, bitrix_id })),
  );
  const [saved, setSaved] = useState(() => textOf(rows));
  const saving = useMutation({
    mutationFn: () =>
      api.put(PATH, { items: rows.map(({ user_id, bitrix_id }) => ({ user_id, bitrix_id })) }),
    onSuccess: () => {
      setSaved(textOf(rows));
      notifications.show({ message: t('bitrix.people_saved'), color: 'pine' });
    },
  });
  const faults = saving.error ? fieldFaults(saving.error) : {};
  const isWhole = rows.every(({ user_id, bitrix_id }) => user_id && /^[1-9]\d{0,17}$/.test(bitrix_id));
  const change = (key: string, patch: Partial<MappedEmployee>) =>
    setRows((former) => former.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  return (
    <div className="m-card">
      <Text>{t('bitrix.people_text')}</Text>
      {rows.length === 0 && <Text c="dimmed">{t('bitrix.people_empty')}</Text>}
      {rows.map((row) => (
        <EmployeeRow
          key={row.key}
          row={row}
          taken={rows.filter(({ key }) => key !== row.key).map(({ user_id }) => user_id)}
          onChange={(patch) => change(row.key, patch)}
          onRemove={() => setRows((former) => former.filter(({ key }) => key !== row.key))}
        />
      ))}
      {saving.error && <Problem error={saving.error} />}
      {faults.items && <Text c="var(--late)">{faults.items}</Text>}
      <div className="m-notice-acts">
        <Button
          variant="default"
          mih={44}
          onClick={() =>
            setRows((former) => [...former, { key: String(performance.now()), user_id: '', bitrix_id: '' }])
          }
        >
          {t('bitrix.add')}
        </Button>
        <Button
          mih={44}
          loading={saving.isPending}
          disabled={!isWhole || textOf(rows) === saved}
          onClick={() => saving.mutate()}
        >
          {t('bitrix.save_people')}
        </Button>
      </div>
    </div>
  );
}

const textOf = (rows: readonly MappedEmployee[]) =>
  JSON.stringify(rows.map(({ user_id, bitrix_id }) => [user_id, bitrix_id]));
