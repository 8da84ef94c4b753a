import type { ServiceContext } from '../context';

export interface PersonName {
  id: string;
  username: string;
  full_name: string;
}

/** What whoever sees a person's work may know of the person. */
export async function namesOf(ctx: ServiceContext, ids: readonly string[]): Promise<PersonName[]> {
  if (ids.length === 0) return [];
  const people = await ctx.db.read.people.findMany(ids);
  return people.map(({ id, username, full_name }) => ({ id, username, full_name }));
}
