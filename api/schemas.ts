import { Type, type TSchema, type TObject, type TProperties, type Static } from '@sinclair/typebox';

export const Uuid = Type.String({ format: 'uuid' });
export const Timestamp = Type.String({ format: 'date-time', description: 'RFC 3339, UTC in replies' });
export const TimeZone = Type.String({
  format: 'time-zone',
  description: 'IANA name',
  examples: ['Europe/Moscow'],
});
/** The empty body of 204. */
export const NoContent = Type.Void();

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** One of a fixed list of words. */
export const oneOf = <const T extends readonly string[]>(values: T, options: { description?: string } = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options });

/** In a query: several values by comma, `status=open,in_progress`. The handler gets an array. */
export const commaList = <T extends TSchema>(item: T) => Type.Array(item, { maxItems: 100 });

/** A file in one of these media types: the handler returns a Buffer, a string or a stream. */
export const binary = (...mediaTypes: string[]) =>
  Type.Unsafe<Buffer | string | NodeJS.ReadableStream>({
    type: 'string',
    contentMediaType: mediaTypes.join(', '),
  });

export const MAX_LIMIT = 200;

const paging = {
  limit: Type.Integer({ minimum: 1, maximum: MAX_LIMIT, default: 50 }),
  cursor: Type.Optional(Type.String({ maxLength: 200, description: 'next_cursor of the former reply' })),
};

export const ListQuery = Type.Object(paging);
export type ListQuery = Static<typeof ListQuery>;

/** The query of a list with filters of its own. */
export const listQuery = <T extends TProperties>(filters: T) => Type.Object({ ...paging, ...filters });

export const listOf = <T extends TSchema>(item: T): TObject<ListProperties<T>> =>
  Type.Object({ items: Type.Array(item), next_cursor: nullable(Type.String()) });

type ListProperties<T extends TSchema> = {
  items: ReturnType<typeof Type.Array<T>>;
  next_cursor: ReturnType<typeof nullable<ReturnType<typeof Type.String>>>;
};
