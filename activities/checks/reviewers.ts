import type { PersonRow } from '../../db/repositories/people';
import type { MoveContext } from './move';
import { peopleBehind } from './targets';

const idsOf = (persons: readonly PersonRow[]): string[] => persons.map((person) => person.id);

/** Those whom the template names, who are active, may review here, and did not fill the check in. */
export async function fitReviewers({ tx, check, template }: MoveContext): Promise<string[]> {
  const named = await peopleBehind(tx.people, [template.settings.review], check);
  return idsOf((await tx.people.findMany(named)).filter((person) => mayReview(person, check)));
}

/** Everybody whose rights reach the check. */
export async function anyoneWhoMay({ tx, check }: MoveContext): Promise<string[]> {
  const permitted = await tx.people.withPermission('REVIEW_CHECKS');
  return idsOf(permitted.filter((person) => mayReview(person, check)));
}

/** Those from whom the review of a submitted check is awaited now. */
export async function awaitedReviewers(context: MoveContext): Promise<string[]> {
  const { tx, check } = context;
  if (check.reviewer_ids.length === 0) return anyoneWhoMay(context);
  return idsOf((await tx.people.findMany(check.reviewer_ids)).filter((person) => person.active));
}

function mayReview(person: PersonRow, check: MoveContext['check']): boolean {
  const reaches = person.area_id === null || check.area_path.includes(person.area_id);
  return (
    person.active &&
    person.id !== check.executor_id &&
    person.permissions.includes('REVIEW_CHECKS') &&
    reaches
  );
}
