import { ActionIcon, CopyButton } from '@mantine/core';

/** Copies an address within the panel. */
export function CopyLink({ path, label, told }: { path: string; label: string; told: string }) {
  return (
    <CopyButton value={location.origin + path}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          size={44}
          className="m-acts m-link"
          aria-label={copied ? told : label}
          title={copied ? told : label}
          onClick={copy}
        >
          <span aria-hidden="true">{copied ? '✓' : '#'}</span>
        </ActionIcon>
      )}
    </CopyButton>
  );
}
