import { useState } from 'react';
import { api } from '../../api/client';
import { useAdminWords } from '../adminWords';
import { fieldFaults } from '../data/fieldFaults';
import type { User } from '../data/types';
import { ActDialog } from '../parts/ActDialog';
import { NewPassword } from './NewPassword';

/** Another password for somebody who has forgotten theirs. */
export function PasswordDialog({ person, onClose }: { person: User; onClose: () => void }) {
  const t = useAdminWords();
  const [password, setPassword] = useState('');
  return (
    <ActDialog
      opened
      onClose={onClose}
      title={t('people.password_title', { name: person.full_name })}
      text={t('people.password_text')}
      submit={t('people.password')}
      told={t('people.password_done')}
      isReady={password !== ''}
      act={() => api.patch(`/users/${person.id}`, { password })}
    >
      {(error) => (
        <NewPassword
          label={t('people.password')}
          value={password}
          onChange={setPassword}
          error={fieldFaults(error).password}
        />
      )}
    </ActDialog>
  );
}
