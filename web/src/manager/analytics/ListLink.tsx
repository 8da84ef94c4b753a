import { Anchor, type AnchorProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface ListLinkProps extends AnchorProps {
  to: string | undefined;
  children: ReactNode;
  'aria-label'?: string;
}

/** To the checks behind what it shows; plain text where there is no list to be seen. */
export function ListLink({ to, children, ...rest }: ListLinkProps) {
  if (to === undefined) return <span aria-label={rest['aria-label']}>{children}</span>;
  return (
    <Anchor component={Link} to={to} inherit {...rest}>
      {children}
    </Anchor>
  );
}
