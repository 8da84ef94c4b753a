import { Button } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useId } from 'react';
import { useManagerWords } from '../words';

interface FiltersProps {
  /** Whether the list is narrowed by anything. */
  isAny: boolean;
  clear: () => void;
  children: ReactNode;
}

/** Filters of a list; on a phone they are folded away, so that the list is what one sees. */
export function Filters({ isAny, clear, children }: FiltersProps) {
  const t = useManagerWords();
  const isPhone = useMediaQuery('(max-width: 48em)');
  const [isOpen, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <search>
      {isPhone && (
        <Button
          variant={isAny ? 'light' : 'default'}
          fullWidth
          mb={isOpen ? 'sm' : 0}
          onClick={toggle}
          aria-expanded={isOpen}
          aria-controls={id}
        >
          {t('common.filters')}
        </Button>
      )}
      <div id={id} className="m-filters" hidden={isPhone && !isOpen}>
        {children}
        {isAny && (
          <Button variant="subtle" mih={44} onClick={clear}>
            {t('common.clear')}
          </Button>
        )}
      </div>
    </search>
  );
}
