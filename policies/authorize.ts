import { ForbiddenError, subject } from '@casl/ability';
import type { Actor } from '../domain/actor';
import { DomainError, ERROR_CODES, type ErrorCode } from '../domain/errors';
import { abilityOf } from './ability';

export type SubjectName =
  | 'Check'
  | 'Template'
  | 'Report'
  | 'File'
  | 'AuditEntry'
  | 'User'
  | 'Role'
  | 'Area'
  | 'Calendar'
  | 'Schedule'
  | 'Analytics'
  | 'Integration'
  | 'System'
  | 'Action';

/** CASL marks the object it is given, so rules look at a copy. */
function marked(name: SubjectName, facts: object | undefined) {
  return facts ? subject(name, { ...facts }) : name;
}

export function may(actor: Actor, act: string, name: SubjectName, facts?: object): boolean {
  return abilityOf(actor).can(act, marked(name, facts));
}

/** Who may do this to one and the same thing: asked for many callers. */
export function mayOf(act: string, name: SubjectName, facts?: object): (actor: Actor) => boolean {
  const object = marked(name, facts);
  return (actor) => abilityOf(actor).can(act, object);
}

/** Those of the acts that the caller may take. */
export function allowed<A extends string>(
  actor: Actor,
  acts: readonly A[],
  name: SubjectName,
  facts: object,
): A[] {
  const ability = abilityOf(actor);
  const object = marked(name, facts);
  return acts.filter((act) => ability.can(act, object));
}

/** Throws `access.denied`, or the code that the rule gives as its reason. */
export function authorize(actor: Actor, act: string, name: SubjectName, facts?: object): void {
  try {
    ForbiddenError.from(abilityOf(actor)).throwUnlessCan(act, marked(name, facts));
  } catch (error) {
    if (!(error instanceof ForbiddenError)) throw error;
    throw new DomainError(isErrorCode(error.message) ? error.message : 'access.denied');
  }
}

function isErrorCode(text: string): text is ErrorCode {
  return (ERROR_CODES as readonly string[]).includes(text);
}
