import { type Static, Type } from '@sinclair/typebox';
import type { Notice as NoticeRow } from '../../db/models/records';
import type { Locale } from '../../domain/actor';
import { noticeText } from '../../locales/noticeText';
import { Timestamp, Uuid, nullable, oneOf } from '../schemas';

export const Notice = Type.Object(
  {
    id: Uuid,
    kind: Type.String(),
    title: Type.String(),
    body: Type.String(),
    check_id: nullable(Uuid),
    data: Type.Record(Type.String(), Type.Unknown(), { description: 'What the words were made from' }),
    created_at: Timestamp,
    read_at: nullable(Timestamp),
    may: Type.Array(oneOf(['read'])),
  },
  { $id: 'Notice' },
);

export function noticeJson(notice: NoticeRow, locale: Locale): Static<typeof Notice> {
  const { id, kind, check_id, data, created_at, read_at } = notice;
  return {
    id,
    kind,
    ...noticeText(locale, notice),
    check_id,
    data,
    created_at: created_at.toISOString(),
    read_at: read_at && read_at.toISOString(),
    may: read_at ? [] : ['read'],
  };
}
