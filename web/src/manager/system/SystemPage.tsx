import '../manager.css';
import { Button, Group, Text } from '@mantine/core';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { Problem } from '../../parts/Problem';
import { useLanguage } from '../../words/words';
import { useAdminWords } from '../adminWords';
import type { SystemState } from '../data/types';
import { When } from '../parts/When';
import { Keeping } from './Keeping';
import { Parts } from './Parts';
import { Queues } from './Queues';
import { Tasks } from './Tasks';
import { Waiting } from './Waiting';
import { useSystemLinks, useSystemState } from './useSystem';

/** How the parts of the product stand, for whoever looks after it. */
export function SystemPage() {
  const t = useAdminWords();
  const { data: state, error, refetch, dataUpdatedAt } = useSystemState();
  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('system.title')}</PageTitle>
        <Links />
      </div>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!state && !error && <Loading />}
      {state && (
        <>
          <Verdict state={state} readAt={dataUpdatedAt} />
          <Parts state={state} />
          <Queues state={state} />
          <div className="m-halves">
            <Waiting state={state} />
            <Keeping state={state} />
          </div>
          <Tasks state={state} />
          <Text size="sm" c="dimmed">
            {t('system.version', { version: state.version })}. {t('system.started')}
            <When at={state.started_at} />
          </Text>
        </>
      )}
    </div>
  );
}

function Links() {
  const t = useAdminWords();
  const links = useSystemLinks();
  if (!links) return null;
  const { temporal_ui, grafana_url } = links;
  const away = { component: 'a', target: '_blank', rel: 'noreferrer', variant: 'default', mih: 44 } as const;
  return (
    <Group gap="xs">
      {temporal_ui && (
        <Button {...away} href={`${temporal_ui.url}/namespaces/${temporal_ui.namespace}/workflows`}>
          {t('system.temporal_ui')}
        </Button>
      )}
      {grafana_url && (
        <Button {...away} href={grafana_url}>
          {t('system.grafana')}
        </Button>
      )}
      {!temporal_ui && !grafana_url && (
        <Text size="sm" c="dimmed">
          {t('system.links_none')}
        </Text>
      )}
    </Group>
  );
}

function Verdict({ state: { status }, readAt }: { state: SystemState; readAt: number }) {
  const t = useAdminWords();
  const spoken = useLanguage();
  return (
    <section className="m-verdict" data-kind={status} aria-live="polite">
      <Text fw={650} size="lg">
        {t(`system.${status}`)}
      </Text>
      {status === 'degraded' && <Text>{t('system.degraded_text')}</Text>}
      <Text size="sm">
        {t('system.updated', { time: new Date(readAt).toLocaleTimeString(spoken, { hour12: false }) })}
      </Text>
    </section>
  );
}
