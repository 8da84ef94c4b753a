import { ActionIcon, type ActionIconProps } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import { useSession } from '../api/session';
import { useWords } from '../words/words';

export function AccountButton(props: ActionIconProps & ComponentPropsWithRef<'button'>) {
  const t = useWords();
  const { user } = useSession();
  return (
    <ActionIcon
      variant="transparent"
      size={44}
      className="who"
      aria-label={t('account.label')}
      aria-haspopup="menu"
      {...props}
    >
      {initials(user?.full_name ?? '')}
    </ActionIcon>
  );
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
