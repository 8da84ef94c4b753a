import multer from '@koa/multer';
import type { Context } from 'koa';
import { MulterError } from 'multer';
import { DomainError } from '../../domain/errors';
import type { UploadedFile } from '../route';
import { invalid } from './readText';

export const FILE_LIMIT_BYTES = 25 * 1024 * 1024;

// One byte more than allowed: the parser calls a file that just reaches its limit cut off.
const LIMITS = {
  fileSize: FILE_LIMIT_BYTES + 1,
  files: 1,
  fields: 20,
  fieldSize: 64 * 1024,
  fieldNameSize: 100,
  parts: 21,
  headerPairs: 20,
};

export interface MultipartBody {
  fields: Record<string, unknown>;
  file?: UploadedFile;
}

/** Reads text parts and the one file named `name` into memory. */
export function multipartReader(name: string): (ctx: Context) => Promise<MultipartBody> {
  // The types do not know `defParamCharset` yet; without it Russian file names are read as Latin-1.
  const options = { storage: multer.memoryStorage(), limits: LIMITS, defParamCharset: 'utf8' };
  const read = multer(options).single(name);
  return async (ctx) => {
    if (Number(ctx.headers['content-length'] ?? 0) > FILE_LIMIT_BYTES + 2 * 1024 * 1024)
      throw new DomainError('file.too_large');
    await read(ctx, async () => {}).catch((error: unknown) => {
      throw refusalOf(error, name);
    });
    const fields = { ...(ctx.request as { body?: Record<string, unknown> }).body };
    const file = fileOf(ctx.file);
    return { fields, ...(file && { file }) };
  };
}

function fileOf(part: Context['file']): UploadedFile | undefined {
  if (!part) return undefined;
  if (part.size > FILE_LIMIT_BYTES) throw new DomainError('file.too_large');
  return {
    name: part.originalname,
    content: part.buffer,
    content_type: part.mimetype,
    size_bytes: part.size,
  };
}

function refusalOf(error: unknown, name: string): DomainError {
  if (!(error instanceof MulterError)) return invalid('multipart');
  if (error.code === 'LIMIT_FILE_SIZE') return new DomainError('file.too_large');
  if (
    error.code === 'LIMIT_FIELD_VALUE' ||
    error.code === 'LIMIT_PART_COUNT' ||
    error.code === 'LIMIT_FIELD_COUNT'
  )
    return new DomainError('request.too_large');
  if (error.code === 'LIMIT_UNEXPECTED_FILE' && error.field !== name)
    return new DomainError('request.invalid', {
      faults: [{ path: `/${error.field ?? ''}`, code: 'field.unknown' }],
    });
  return invalid('multipart');
}
