import { Button, TextInput } from '@mantine/core';
import { useAdminWords } from '../adminWords';
import { useManagerWords } from '../words';

/** Without what is easily taken for something else: it is told by word of mouth. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 16;

interface NewPasswordProps {
  label: string;
  value: string;
  onChange: (password: string) => void;
  error?: string | undefined;
}

/** A password for somebody else, shown since it has to be told; made up by the press of a button. */
export function NewPassword({ label, value, onChange, error }: NewPasswordProps) {
  const t = useAdminWords();
  const common = useManagerWords();
  return (
    <div className="m-beside">
      <TextInput
        label={label}
        description={common('users.password_hint')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        maxLength={200}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        error={error}
        required
      />
      <Button variant="default" onClick={() => onChange(madeUp())}>
        {t('people.make_password')}
      </Button>
    </div>
  );
}

function madeUp(): string {
  const random = crypto.getRandomValues(new Uint32Array(LENGTH));
  const letters = Array.from(random, (one) => LETTERS[one % LETTERS.length]);
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-');
}
