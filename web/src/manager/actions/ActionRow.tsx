import { Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Action } from '../data/types';
import { StateBadge } from '../parts/StateBadge';
import { When } from '../parts/When';
import { useManagerWords } from '../words';
import { ActionBadge } from './ActionBadge';

/** An action in a list. */
export function ActionRow({ action }: { action: Action }) {
  const t = useManagerWords();
  const { id, title, owner, area, due_at, overdue, priority, external } = action;
  return (
    <Link to={`/actions/${id}`} className="m-row" {...(overdue && { 'data-late': true })}>
      <Text fw={600} lineClamp={2}>
        {title}
        <Text span display="block" size="sm" c="dimmed" fw={400}>
          {area?.name ?? t('common.no_area')}
        </Text>
      </Text>
      <Group gap={6}>
        <ActionBadge action={action} />
        {priority === 'high' && <StateBadge tone="busy">{t('actions.priorities.high')}</StateBadge>}
        {external?.sync_status === 'failed' && <StateBadge tone="bad">{t('actions.sync.failed')}</StateBadge>}
      </Group>
      <Text size="sm" lineClamp={2}>
        {owner.full_name}
      </Text>
      <Text size="sm" ta="right">
        <When at={due_at} zone={area?.time_zone} late={overdue} />
      </Text>
    </Link>
  );
}
