import { Button, Code, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useAdminWords } from '../adminWords';
import type { BitrixCall } from '../data/types';
import { StateBadge, type Tone } from '../parts/StateBadge';
import { When } from '../parts/When';

const TONES: Record<BitrixCall['status'], Tone> = { ok: 'good', retryable: 'busy', refused: 'bad' };

/** One call; opened, what was sent and what came back. */
export function CallRow({ call, onAction }: { call: BitrixCall; onAction: (id: string) => void }) {
  const t = useAdminWords();
  const { at, direction, method, action_id, status, http_status, duration_ms, request, response, error } =
    call;
  return (
    <details>
      <summary className="m-row" style={{ cursor: 'pointer' }}>
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {direction === 'out' ? '→' : '←'} {method}
          <span className="m-unseen">{t(`bitrix.${direction}`)}</span>
        </Text>
        <Text size="sm" c="dimmed">
          {t('bitrix.duration', { ms: duration_ms })}
          {http_status !== null && ` · ${t('bitrix.http', { status: String(http_status) })}`}
        </Text>
        <StateBadge tone={TONES[status]}>{t(`bitrix.results.${status}`)}</StateBadge>
        <Text size="sm" ta="right">
          <When at={at} />
        </Text>
      </summary>
      <div className="m-line m-stack" style={{ gap: '0.75rem' }}>
        {error && (
          <Text c="var(--late)">
            {t('bitrix.error')}: {error}
          </Text>
        )}
        <div className="m-halves">
          <Sent title={t('bitrix.request')} content={request} />
          <Sent title={t('bitrix.response')} content={response} />
        </div>
        <Text size="xs" c="dimmed">
          {t('bitrix.shortened')}
        </Text>
        {action_id && (
          <Group gap="xs">
            <Button component={Link} to={`/actions/${action_id}`} variant="default" mih={44}>
              {t('bitrix.to_action')}
            </Button>
            <Button variant="subtle" mih={44} onClick={() => onAction(action_id)}>
              {t('bitrix.of_action')}
            </Button>
          </Group>
        )}
      </div>
    </details>
  );
}

function Sent({ title, content }: { title: string; content: unknown }) {
  if (content === null || content === undefined) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Code block tabIndex={0} aria-label={title} className="m-code">
        {typeof content === 'string' ? content : JSON.stringify(content, null, 2)}
      </Code>
    </div>
  );
}
