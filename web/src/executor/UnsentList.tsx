import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Unsent } from '../api/store';
import { type PanelKey, useLanguage, useWords, type Words } from '../words/words';
import { isLocal } from './localFiles';
import { drop, retry, useOutbox } from './outbox';

/** All of it, or what belongs to one check. */
export function UnsentList({ check_id }: { check_id?: string }) {
  const { unsent } = useOutbox();
  const shown = unsent.filter((one) => check_id === undefined || one.check_id === check_id);
  return shown.map((one) => <UnsentCard key={one.client_id} entry={one} />);
}

function UnsentCard({ entry }: { entry: Unsent }) {
  const t = useWords();
  const spoken = useLanguage();
  const { seq, refused, comment } = entry;
  return (
    <Card withBorder component="section" className="check-card" data-late={refused !== undefined}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          <Link to={`/fill/${entry.check_id}`}>{entry.check_title}</Link>
          {` · ${t('unsent.at', { time: new Date(entry.answered_at).toLocaleString(spoken) })}`}
        </Text>
        <Text fw={600}>{entry.question_text}</Text>
        <Text>{t('unsent.given', { value: valueWords(t, entry) })}</Text>
        {comment && <Text>«{comment}»</Text>}
        {refused === undefined ? (
          <Text size="sm">{t('unsent.waits')}</Text>
        ) : (
          <>
            <Text c="var(--bad)">{t('fill.refused', { reason: refused })}</Text>
            <Group>
              <Button variant="default" size="md" onClick={() => seq !== undefined && void retry(seq)}>
                {t('unsent.retry')}
              </Button>
              <Button
                variant="subtle"
                c="var(--bad)"
                size="md"
                onClick={() => seq !== undefined && void drop(seq)}
              >
                {t('fill.dropRefused')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Card>
  );
}

function valueWords(t: Words<PanelKey>, { value, na }: Unsent): string {
  if (na) return t('fill.na');
  if (value === null || value === undefined) return t('unsent.cleared');
  if (typeof value === 'boolean') return t(value ? 'fill.yes' : 'fill.no');
  const all = Array.isArray(value) ? value : [value];
  return all.some(isLocal) ? t('unsent.photos') : all.join(', ');
}
