import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useId, useState } from 'react';

interface MoreProps {
  label: string;
  /** Something is given inside: it is open from the start. */
  isSet: boolean;
  isFaulty: boolean;
  children: ReactNode;
}

/** A part of a form that opens when it is wanted, or when something in it is to be mended. */
export function More({ label, isSet, isFaulty, children }: MoreProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(isSet || isFaulty);
  useEffect(() => {
    if (isFaulty) setOpen(true);
  }, [isFaulty]);
  return (
    <div className="tpl-more" data-open={isOpen}>
      <UnstyledButton
        className="tpl-more-head"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {label}
      </UnstyledButton>
      {isOpen && (
        <div id={id} className="tpl-more-body">
          {children}
        </div>
      )}
    </div>
  );
}
