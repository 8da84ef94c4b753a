import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { Problem } from '../../parts/Problem';
import { useSession } from '../../api/session';
import { withQuery } from '../data/query';
import { saveFile } from '../data/saveFile';
import { useManagerWords } from '../words';

type Query = Record<string, string | boolean | null>;
const TABLES = ['checks', 'answers', 'actions'] as const;
type Table = (typeof TABLES)[number];
const FORMATS = ['csv', 'xlsx'] as const;

interface ExportsProps {
  query: Query;
  tables?: readonly Table[];
}

/** The tables behind the figures, by the same filters. */
export function Exports({ query, tables = TABLES }: ExportsProps) {
  const t = useManagerWords();
  const { permissions } = useSession();
  const saving = useMutation({
    mutationFn: ({ table, format }: { table: Table; format: string }) => {
      // Actions know nothing of templates.
      const { template_id, ...rest } = query;
      const filters = table === 'actions' ? rest : { ...rest, template_id };
      return saveFile(withQuery(`/exports/${table}`, { ...filters, format }), `${table}.${format}`);
    },
    onError: (error) =>
      notifications.show({
        message: <Problem error={error} />,
        autoClose: false,
        withBorder: false,
        color: 'red',
      }),
  });
  if (!permissions.includes('VIEW_CHECKS')) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={saving.isPending}>
          {t('analytics.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tables.flatMap((table) =>
          FORMATS.map((format) => (
            <Menu.Item key={`${table}${format}`} mih={44} onClick={() => saving.mutate({ table, format })}>
              {t(`analytics.export_${table}`)}, {format.toUpperCase()}
            </Menu.Item>
          )),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
