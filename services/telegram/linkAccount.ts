import { createHash } from 'node:crypto';
import type { PersonRow } from '../../db/repositories/people';
import type { Tx } from '../../db/transaction';
import { DomainError, type ErrorCode } from '../../domain/errors';
import { PAIR, countedFailure } from '../../domain/loginThrottle';
import { actorOf } from '../auth/actorOf';
import type { Services } from '../context';
import { tokenHash } from './linkToken';

export interface AccountToLink {
  token: string;
  /** Of the Telegram account, which in a private chat is the chat's too. */
  telegram_id: number;
  name: string;
}

type Outcome = { person: PersonRow } | { refusal: ErrorCode; retry_after?: number };

/**
 * Makes the account that of the user whose token it brings; the user's former account is one no more. The same account
 * may come with the same token again. Guesses slow an account down as they do at the sign-in.
 * @throws DomainError `telegram.token_invalid`, `telegram.account_taken`, `user.inactive`, `auth.too_many_attempts`
 */
export async function linkAccount({ db, now }: Services, account: AccountToLink): Promise<PersonRow> {
  // A wrong token is counted by a transaction that commits.
  const outcome = await db.transaction((tx) => linked(tx, account, now()));
  if ('person' in outcome) return outcome.person;
  const { refusal, retry_after } = outcome;
  throw new DomainError(refusal, retry_after === undefined ? {} : { params: { retry_after } });
}

async function linked(tx: Tx, { token, telegram_id, name }: AccountToLink, at: Date): Promise<Outcome> {
  const [guesses] = await tx.loginFailures.lockMany([guessesOf(telegram_id)], at);
  if (guesses && guesses.blocked_until > at) {
    const waitMs = guesses.blocked_until.getTime() - at.getTime();
    return { refusal: 'auth.too_many_attempts', retry_after: Math.ceil(waitMs / 1000) };
  }
  const offer = await tx.telegramLinks.lockToken(tokenHash(token));
  const mayUse = offer && (offer.used_by === null || offer.used_by === telegram_id);
  if (!mayUse || offer.expires_at <= at) {
    if (guesses) await tx.loginFailures.put([{ ...guesses, ...countedFailure(PAIR, guesses, at) }]);
    return { refusal: 'telegram.token_invalid' };
  }
  const person = await tx.people.lock(offer.user_id);
  if (!person?.active) return { refusal: 'user.inactive' };
  const former = await tx.telegramLinks.findByUser(person.id);
  if (former?.telegram_id === telegram_id) return { person };
  const owner = await tx.telegramLinks.findByAccount(telegram_id);
  if (owner) return { refusal: 'telegram.account_taken' };
  if (former) await tx.telegramLinks.delete(person.id);
  const isMade = await tx.telegramLinks.insert({ user_id: person.id, telegram_id, name, linked_at: at });
  if (!isMade) return { refusal: 'telegram.account_taken' };
  await tx.telegramLinks.useToken(offer.hash, telegram_id);
  tx.audit.append({
    actor: actorOf(person),
    action: 'user.telegram_link',
    entity_id: person.id,
    area_id: person.area_id,
    diff: { before: { telegram_linked: former !== undefined }, after: { telegram_linked: true } },
  });
  return { person: { ...person, telegram_linked: true } };
}

const guessesOf = (telegramId: number): Buffer =>
  createHash('sha256').update(`telegram-link\0${telegramId}`).digest();
