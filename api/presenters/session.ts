import { type Static, Type } from '@sinclair/typebox';
import type { Session as SessionRow } from '../../db/models/people';
import { Timestamp, Uuid, nullable, oneOf } from '../schemas';

export const Session = Type.Object(
  {
    id: Uuid,
    created_at: Timestamp,
    refreshed_at: Timestamp,
    expires_at: Timestamp,
    address: nullable(Type.String()),
    user_agent: nullable(Type.String()),
    current: Type.Boolean({ description: 'The session of this very request' }),
    may: Type.Array(oneOf(['delete'])),
  },
  { $id: 'Session' },
);

export function sessionJson(session: SessionRow, currentId: string): Static<typeof Session> {
  const { id, created_at, refreshed_at, expires_at, address, user_agent } = session;
  return {
    id,
    created_at: created_at.toISOString(),
    refreshed_at: refreshed_at.toISOString(),
    expires_at: expires_at.toISOString(),
    address,
    user_agent,
    current: id === currentId,
    may: ['delete'],
  };
}
