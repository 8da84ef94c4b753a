import { DomainError, type ErrorCode, type ErrorDetails } from '../domain/errors';

/** Turns the breach of a unique constraint into a refusal. */
export async function uniqueRow<T>(
  constraint: string,
  code: ErrorCode,
  params: NonNullable<ErrorDetails['params']>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== constraint) throw error;
    throw new DomainError(code, { params });
  }
}
