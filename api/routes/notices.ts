import { Type } from '@sinclair/typebox';
import type { Services } from '../../services/context';
import { listNotices } from '../../services/notices/listNotices';
import { markAllRead } from '../../services/notices/markAllRead';
import { markNoticeRead } from '../../services/notices/markNoticeRead';
import { pageJson, pageRequest } from '../paging';
import { Notice, noticeJson } from '../presenters/notice';
import { type Route, route } from '../route';
import { Uuid, listOf, listQuery } from '../schemas';

const tag = 'Notices';

export function noticeRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/notices/',
      tag,
      summary: 'What you were told, newest first',
      query: listQuery({ unread: Type.Optional(Type.Boolean()) }),
      returns: { 200: listOf(Notice) },
      refuses: [],
      handle: async ({ actor, locale }, { query }) => {
        const { unread } = query;
        const filter = unread === undefined ? {} : { unread };
        const page = await listNotices({ ...services, actor }, filter, pageRequest(query));
        return pageJson(page, (notice) => noticeJson(notice, locale));
      },
    }),
    route({
      method: 'post',
      path: '/notices/read',
      tag,
      summary: 'Mark all your notices as read',
      returns: {
        200: Type.Object(
          { read: Type.Integer({ description: 'How many were not' }) },
          { $id: 'NoticesRead' },
        ),
      },
      refuses: [],
      handle: async ({ actor }) => ({ read: await markAllRead({ ...services, actor }) }),
    }),
    route({
      method: 'post',
      path: '/notices/{notice_id}/read',
      tag,
      summary: 'Mark a notice as read',
      params: Type.Object({ notice_id: Uuid }),
      returns: { 200: Notice },
      refuses: ['notice.not_found'],
      handle: async ({ actor, locale }, { params }) =>
        noticeJson(await markNoticeRead({ ...services, actor }, params.notice_id), locale),
    }),
  ];
}
