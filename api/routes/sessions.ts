import { Type } from '@sinclair/typebox';
import type { Services } from '../../services/context';
import { listSessions } from '../../services/sessions/listSessions';
import { revokeSession } from '../../services/sessions/revokeSession';
import { revokeSessions } from '../../services/sessions/revokeSessions';
import { pageJson, pageRequest } from '../paging';
import { Session, sessionJson } from '../presenters/session';
import { type Route, route } from '../route';
import { ListQuery, NoContent, Uuid, listOf } from '../schemas';

const UserParams = Type.Object({ user_id: Uuid });
const SessionParams = Type.Object({ session_id: Uuid });

export function sessionRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/auth/sessions',
      tag: 'Authentication',
      summary: 'Where you are signed in, newest first',
      query: ListQuery,
      returns: { 200: listOf(Session) },
      refuses: [],
      handle: async ({ actor, sessionId }, { query }) => {
        const page = await listSessions({ ...services, actor }, actor.user_id, pageRequest(query));
        return pageJson(page, (session) => sessionJson(session, sessionId));
      },
    }),
    route({
      method: 'delete',
      path: '/auth/sessions',
      tag: 'Authentication',
      summary: 'Sign out everywhere else',
      returns: { 204: NoContent },
      refuses: [],
      handle: ({ actor, sessionId }) =>
        revokeSessions({ ...services, actor }, actor.user_id, { except: sessionId }),
    }),
    route({
      method: 'delete',
      path: '/auth/sessions/{session_id}',
      tag: 'Authentication',
      summary: 'Sign out elsewhere',
      params: SessionParams,
      returns: { 204: NoContent },
      refuses: ['session.not_found'],
      handle: ({ actor }, { params }) =>
        revokeSession({ ...services, actor }, actor.user_id, params.session_id),
    }),
    route({
      method: 'get',
      path: '/users/{user_id}/sessions',
      tag: 'Users',
      summary: 'Where a user is signed in, newest first',
      params: UserParams,
      query: ListQuery,
      returns: { 200: listOf(Session) },
      refuses: ['user.not_found', 'user.beyond_own_rights'],
      handle: async ({ actor, sessionId }, { params, query }) => {
        const page = await listSessions({ ...services, actor }, params.user_id, pageRequest(query));
        return pageJson(page, (session) => sessionJson(session, sessionId));
      },
    }),
    route({
      method: 'delete',
      path: '/users/{user_id}/sessions',
      tag: 'Users',
      summary: 'Sign a user out everywhere',
      params: UserParams,
      returns: { 204: NoContent },
      refuses: ['user.not_found', 'user.beyond_own_rights'],
      handle: ({ actor }, { params }) => revokeSessions({ ...services, actor }, params.user_id),
    }),
    route({
      method: 'delete',
      path: '/users/{user_id}/sessions/{session_id}',
      tag: 'Users',
      summary: 'End one session of a user',
      params: Type.Object({ user_id: Uuid, session_id: Uuid }),
      returns: { 204: NoContent },
      refuses: ['user.not_found', 'user.beyond_own_rights', 'session.not_found'],
      handle: ({ actor }, { params }) =>
        revokeSession({ ...services, actor }, params.user_id, params.session_id),
    }),
  ];
}
