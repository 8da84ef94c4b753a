import { Link } from 'react-router';
import { useOutbox } from '../executor/outboxState';
import { unsentWords } from '../executor/unsentWords';
import { useWords } from '../words/words';

/** Always in sight: what waits on this device, or that nothing does. */
export function SyncState() {
  const t = useWords();
  const { unsent, isOffline, isSending } = useOutbox();
  const refused = unsent.filter((one) => one.refused !== undefined);
  const kind = refused.length > 0 ? 'refused' : unsent.length > 0 || isOffline ? 'waiting' : 'saved';
  const words =
    refused.length > 0
      ? t('sync.refused', { what: unsentWords(t, refused) })
      : unsent.length > 0
        ? t(isSending && !isOffline ? 'sync.sending' : 'sync.waiting', { what: unsentWords(t, unsent) })
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
