import '../manager.css';
import { Tabs, Text } from '@mantine/core';
import { PageTitle } from '../../parts/PageTitle';
import { useAdminWords } from '../adminWords';
import { useFilters } from '../data/useFilters';
import { useSystemState } from '../system/useSystem';
import { Calls } from './Calls';
import { Employees } from './Employees';
import { Unsynced } from './Unsynced';

const TABS = ['calls', 'unsynced', 'people'] as const;

/** What is exchanged with Bitrix24. */
export function IntegrationsPage() {
  const t = useAdminWords();
  const { values, set } = useFilters(['tab'] as const);
  const { data: state } = useSystemState();
  const { bitrix } = state ?? {};
  const unsynced = bitrix ? bitrix.pending + bitrix.failed : 0;
  return (
    <div className="m-page">
      <PageTitle>{t('bitrix.title')}</PageTitle>
      {bitrix === null && (
        <section className="m-verdict" data-kind="degraded">
          <Text fw={650}>{t('bitrix.off')}</Text>
          <Text>{t('bitrix.off_text')}</Text>
        </section>
      )}
      {bitrix && (
        <Text role="status">
          {t('bitrix.queue')}:{' '}
          {unsynced === 0
            ? t('bitrix.in_step')
            : [
                ...(bitrix.pending > 0 ? [t('bitrix.waits', { count: bitrix.pending })] : []),
                ...(bitrix.failed > 0 ? [t('bitrix.failed', { count: bitrix.failed })] : []),
              ].join(' · ')}
        </Text>
      )}
      <Tabs
        value={values.tab || 'calls'}
        onChange={(tab) => set({ tab: tab === 'calls' ? '' : (tab ?? '') })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab} mih={44}>
              {t(`bitrix.tabs.${tab}`)}
              {tab === 'unsynced' && unsynced > 0 && ` · ${unsynced}`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="calls">
          <Calls />
        </Tabs.Panel>
        <Tabs.Panel value="unsynced">
          <Unsynced />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <Employees />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
