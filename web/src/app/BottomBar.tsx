import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useSession } from '../api/session';
import { useMinePath } from '../executor/useMinePath';
import { useOutbox } from '../executor/outboxState';
import { useWords } from '../words/words';

/** On a phone: what a worker needs, under the thumb; the board too for those who look after others. */
export function BottomBar() {
  const t = useWords();
  const { unsent } = useOutbox();
  const mine = useMinePath();
  const sees = useSession().permissions.includes('VIEW_CHECKS');
  const isRefused = unsent.some(({ refused }) => refused !== undefined);
  return (
    <nav className="bottom-bar" aria-label={t('bar.label')}>
      {sees && (
        <Item to="/board" word={t('bar.board')} icon="M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z" />
      )}
      <Item to={mine} word={t(sees ? 'bar.own' : 'bar.mine')} icon="M5 6h14M5 12h14M5 18h9" />
      <Item
        to="/scan"
        word={t('bar.scan')}
        icon="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M8 8h3v3H8zM13 13h3v3h-3z"
      />
      <Item to="/unsent" word={t('bar.unsent')} icon="M12 4v11M7 10l5 5 5-5M5 20h14">
        {unsent.length > 0 && (
          <span className="bar-count" data-kind={isRefused ? 'refused' : 'waiting'}>
            {unsent.length}
          </span>
        )}
      </Item>
      <Item to="/me" word={t('bar.me')} icon="M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 20c1-4 4-6 8-6s7 2 8 6" />
    </nav>
  );
}

interface ItemProps {
  to: string;
  word: string;
  /** The path of a picture of 24 × 24. */
  icon: string;
  children?: ReactNode;
}

function Item({ to, word, icon, children }: ItemProps) {
  return (
    <NavLink to={to} end>
      <span className="bar-icon">
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path d={icon} />
        </svg>
        {children}
      </span>
      {word}
    </NavLink>
  );
}
