import { Button } from '@mantine/core';
import { useAdminWords } from '../adminWords';
import { useSystemLinks } from './useSystem';

/** The process behind a check or an action in Temporal's own UI, for those who look after the system. */
export function WorkflowLink({ id }: { id: string }) {
  const t = useAdminWords();
  const ui = useSystemLinks()?.temporal_ui;
  if (!ui) return null;
  const address = `${ui.url}/namespaces/${encodeURIComponent(ui.namespace)}/workflows/${encodeURIComponent(id)}`;
  return (
    <Button component="a" href={address} target="_blank" rel="noreferrer" variant="subtle" className="m-acts">
      {t('system.temporal_ui')}
    </Button>
  );
}
