import type { Repositories } from './repositories';
import { byKey, together } from './together';

/** Reads of single things on the way of many requests: those asked for at the same time share a statement. */
export function createSingles({ people, checks, answers, places, templates }: Repositories) {
  return {
    /** The caller behind a session, by the session's id. */
    session: together(async (ids) => byKey(await people.bySessions(ids), (person) => person.session_id)),
    person: together(async (ids) => byKey(await people.findMany(ids), (person) => person.id)),
    place: together(async (ids) => byKey(await places.findMany(ids), (place) => place.id)),
    template: together(async (ids) => byKey(await templates.heads(ids), (template) => template.id)),
    check: together(async (ids) => byKey(await checks.byIds(ids), (check) => check.id)),
    /** The answers of a check that count now, by the check's id. */
    answers: together((ids) => answers.shown(ids)),
  };
}

export type Singles = ReturnType<typeof createSingles>;
