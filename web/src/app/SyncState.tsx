import { Link } from 'react-router';
import { useOutbox } from '../executor/outbox';
import { useWords } from '../words/words';

/** Always in sight: what waits on this device, or that nothing does. */
export function SyncState() {
  const t = useWords();
  const { unsent, isOffline, isSending } = useOutbox();
  const refused = unsent.filter((one) => one.refused !== undefined).length;
  const waiting = unsent.length - refused;
  const kind = refused > 0 ? 'refused' : waiting > 0 || isOffline ? 'waiting' : 'saved';
  const words =
    refused > 0
      ? t('sync.refused', { count: refused })
      : waiting > 0
        ? t(isSending && !isOffline ? 'sync.sending' : 'sync.waiting', { count: waiting })
        : t(isOffline ? 'problem.offline' : 'sync.saved');
  return (
    <span role="status">
      <Link to="/unsent" className="sync" data-kind={kind} title={isOffline ? t('sync.offline') : words}>
        {unsent.length > 0 && (
          <span className="sync-count" aria-hidden="true">
            {unsent.length}
          </span>
        )}
        <span className="sync-words">{words}</span>
      </Link>
    </span>
  );
}
