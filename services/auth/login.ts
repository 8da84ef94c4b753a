import { v7 as uuidv7 } from 'uuid';
import { DomainError } from '../../domain/errors';
import type { Services } from '../context';
import { actorOf } from './actorOf';
import { isPassword } from './passwords';
import { type SignedIn, issueTokens } from './session';

export interface Credentials {
  username: string;
  password: string;
}

/** Where a request comes from. */
export interface Origin {
  address: string;
  user_agent: string | null;
}

/**
 * Begins a session.
 * @throws DomainError `auth.too_many_attempts`; `auth.bad_credentials`, in the same time whether there is no such user, another password or an inactive user
 */
export async function login(services: Services, credentials: Credentials, origin: Origin): Promise<SignedIn> {
  const { people } = services.db.read;
  const { username } = credentials;
  const user = await people.credentials(username);
  const { address } = origin;
  const succeeded = await services.logins?.admit({ username, address, userId: user?.id });
  const isRight = await isPassword(credentials.password, user?.password_hash);
  const person = isRight && user?.active ? await people.find(user.id) : undefined;
  if (!person) throw new DomainError('auth.bad_credentials');

  const actor = { ...actorOf(person), address: origin.address };
  const id = uuidv7();
  const { signedIn, row } = issueTokens(services, actor, id);
  await services.db.transaction(async (tx) => {
    // A password that was changed meanwhile ended all sessions there were: none may come after it.
    const kept = await tx.people.keepCredentials(person.id);
    if (!kept?.active || kept.password_hash !== user?.password_hash)
      throw new DomainError('auth.bad_credentials');
    await tx.sessions.insert({
      ...row,
      id,
      user_id: person.id,
      created_at: row.refreshed_at,
      address: origin.address,
      user_agent: origin.user_agent?.slice(0, 300) ?? null,
    });
    tx.audit.append({
      actor,
      action: 'session.login',
      entity_id: id,
      area_id: person.area_id,
      diff: { before: null, after: { user_id: person.id } },
    });
  });
  await succeeded?.();
  return signedIn;
}
