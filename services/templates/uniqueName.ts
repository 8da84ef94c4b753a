import type { Repositories } from '../../db/repositories';
import { DomainError } from '../../domain/errors';

type Rows = Pick<Repositories, 'templates'>;

/** @throws DomainError `template.name_taken` with the `id` of the active template of this name */
export async function assertNameFree(rows: Rows, name: string, ownId?: string): Promise<void> {
  const other = await rows.templates.findActiveByName(name);
  if (other && other.id !== ownId) {
    throw new DomainError('template.name_taken', { extra: { id: other.id }, params: { name } });
  }
}

/** Two writers can both find a name free; the second one then meets the unique index, and hears the same. */
export async function withUniqueName<T>(
  rows: Rows,
  name: string,
  ownId: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'templates_active_name_taken') throw error;
    await assertNameFree(rows, name, ownId);
    throw error;
  }
}
