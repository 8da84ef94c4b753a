import type { Context } from 'koa';
import { DomainError, type Fault } from '../../domain/errors';
import type { Route, UploadedFile } from '../route';
import { badTexts } from '../schema/badTexts';
import { compileCoercing, compileExact, type Check } from '../schema/compile';
import { multipartReader } from './readMultipart';
import { fieldsOf } from './readQuery';
import { invalid, readText } from './readText';

export const JSON_LIMIT_BYTES = 1024 * 1024;
export const LARGE_JSON_LIMIT_BYTES = 4 * JSON_LIMIT_BYTES;

interface Body {
  body: unknown;
  file?: UploadedFile;
}

/** A body as it came. */
export interface ReceivedBody {
  /** What a repeat of the same request has alike; the boundary of a multipart body, for one, it has not. */
  parts: (string | Buffer)[];
  /** Its content by the schema. @throws DomainError `request.invalid` */
  read(): Body;
}

/** A reader of a route's body: its media types, limits and schema. A missing body counts as an empty object. */
export function bodyReader(route: Route): (ctx: Context) => Promise<ReceivedBody> {
  const limitBytes = route.bodyLimitBytes ?? JSON_LIMIT_BYTES;
  const checkJson = route.body && compileExact(route.body);
  const checkForm = route.body && route.form ? compileCoercing(route.body) : undefined;
  const multipart = route.multipart && {
    ...route.multipart,
    read: multipartReader(route.multipart.file),
    check: compileCoercing(route.multipart.fields),
  };

  function readNothing(): Body {
    if (checkJson) return { body: checked({}, checkJson) };
    if (multipart) throw missingFile(multipart.file, multipart.check({}));
    return { body: undefined };
  }

  return async (ctx) => {
    if (!hasBody(ctx)) return { parts: [], read: readNothing };
    if (ctx.is('multipart/form-data') && multipart) {
      const { fields, file } = await multipart.read(ctx);
      return {
        parts: partsOf(fields, file),
        read: () => {
          const faults = [...badTexts(fields), ...multipart.check(fields)];
          if (!file && multipart.file_required) throw missingFile(multipart.file, faults);
          refuse(faults);
          return { body: fields, ...(file && { file }) };
        },
      };
    }
    if (ctx.is('application/x-www-form-urlencoded') && checkForm) {
      const text = await readText(ctx.req, limitBytes);
      return {
        parts: [text],
        read: () => ({ body: checked(fieldsOf(new URLSearchParams(text)), checkForm) }),
      };
    }
    if (!ctx.is('application/json') || (multipart && !checkJson)) throw new DomainError('request.media_type');
    const text = await readText(ctx.req, limitBytes);
    return { parts: [text], read: () => ({ body: checked(parsed(text), checkJson ?? onlyEmpty) }) };
  };
}

function partsOf(fields: Record<string, unknown>, file: UploadedFile | undefined): (string | Buffer)[] {
  return [JSON.stringify(fields), ...(file ? [file.name, file.content_type, file.content] : [])];
}

function hasBody({ headers }: Context): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('json');
  }
}

function checked(body: unknown, check: Check): unknown {
  const unreadable = badTexts(body);
  // A nesting that overflows the stack is refused before any schema walks it.
  refuse(unreadable.filter(({ code }) => code === 'field.bad_format'));
  refuse([...unreadable, ...check(body)]);
  return body;
}

function refuse(faults: Fault[]): void {
  if (faults.length === 0) return;
  const distinct = new Map(faults.map((fault) => [`${fault.path} ${fault.code}`, fault]));
  throw new DomainError('request.invalid', { faults: [...distinct.values()] });
}

function missingFile(name: string, faults: Fault[]): DomainError {
  const fault: Fault = { path: `/${name}`, code: 'field.missing' };
  return new DomainError('request.invalid', { faults: [fault, ...faults] });
}

/** For acts without a body of their own. */
const onlyEmpty: Check = (body) => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return [{ path: '', code: 'field.wrong_type', params: { expected: 'object' } }];
  return Object.keys(body).map((name): Fault => ({ path: `/${name}`, code: 'field.unknown' }));
};
