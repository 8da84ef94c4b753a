import { ACTION_ACTS, ACTION_STATUSES, type ActionAct, type ActionStatus } from '../../domain/action';
import type { UserActor } from '../../domain/actor';
import { DomainError, type ErrorCode } from '../../domain/errors';
import { SEEDED_ROLES } from '../../domain/permissions';
import { type ActionFacts, allowedActionActs, assertActionAct } from '../../policies/actionActs';

const PLANT = 'plant';
const SHOP = 'shop';

/** Where the caller stands, seen from an action in the shop of the plant. */
const PLACES = {
  'in its area': SHOP,
  'in the area above': PLANT,
  'in the area beside': 'yard',
  'without an area': null,
};
type Place = keyof typeof PLACES;

const anAction = (over: Partial<ActionFacts> = {}): ActionFacts => ({
  owner_id: 'owner',
  done_by: null,
  check_executor_id: 'finder',
  area_path: [PLANT, SHOP],
  status: 'open',
  external_system: null,
  ...over,
});

const aCaller = (role: string, place: Place, user_id = 'caller'): UserActor => ({
  kind: 'user',
  user_id,
  role,
  permissions: SEEDED_ROLES[role]?.permissions ?? [],
  area_id: PLACES[place],
  locale: 'ru',
});

const acts = (words: string) => words.split(' ').filter(Boolean) as ActionAct[];

const BY_STATUS: Record<ActionStatus, ActionAct[]> = {
  open: acts('start done comment update'),
  in_progress: acts('done comment update'),
  done: acts('verify return comment update'),
  returned: acts('start done comment update'),
  verified: [],
  cancelled: [],
};

const LEADING = 'verify return comment update';
const DOING = 'start done comment';

interface Row {
  role: string;
  place: Place;
  as?: 'owner' | 'finder' | 'doer';
  /** Whatever the action's state. */
  may: string;
  sees?: boolean;
}

const ROWS: Row[] = [
  ...(['in its area', 'in the area above', 'without an area'] as const).flatMap((place): Row[] => [
    ...['admin', 'manager', 'supervisor'].map((role): Row => ({ role, place, may: LEADING })),
    { role: 'executor', place, may: '', sees: false },
    { role: 'auditor', place, may: '' },
  ]),
  ...Object.keys(SEEDED_ROLES).map(
    (role): Row => ({ role, place: 'in the area beside', may: '', sees: false }),
  ),
  { role: 'executor', place: 'in its area', as: 'owner', may: DOING },
  { role: 'executor', place: 'in the area beside', as: 'owner', may: DOING },
  { role: 'auditor', place: 'in the area beside', as: 'owner', may: DOING },
  { role: 'supervisor', place: 'in its area', as: 'owner', may: `${DOING} update` },
  { role: 'admin', place: 'without an area', as: 'owner', may: `${DOING} update` },
  { role: 'executor', place: 'in the area beside', as: 'finder', may: '' },
  { role: 'supervisor', place: 'in its area', as: 'finder', may: LEADING },
  { role: 'supervisor', place: 'in its area', as: 'doer', may: 'comment update' },
];

describe.each(ROWS)('$role $place, $as', ({ role, place, as, may, sees = true }) => {
  const caller = aCaller(role, place, as === 'doer' ? 'doer' : (as ?? 'caller'));
  const given = as === 'doer' ? { done_by: 'doer' } : {};

  test.each([...ACTION_STATUSES])('of an action that is %s', (status) => {
    const action = anAction({ status, ...given });
    const expected = acts(may).filter((act) => BY_STATUS[status].includes(act));
    expect(allowedActionActs(action, caller)).toEqual(ACTION_ACTS.filter((act) => expected.includes(act)));
    for (const act of ACTION_ACTS) {
      const refusal = refusalOf(() => assertActionAct(act, action, caller));
      if (expected.includes(act)) expect(refusal).toBeUndefined();
      else if (!sees) expect(refusal).toBe('action.not_found');
      else expect(refusal).toBeDefined();
    }
  });
});

test.each<[ActionAct, ActionStatus, string, ErrorCode]>([
  ['start', 'in_progress', 'owner', 'action.not_startable'],
  ['start', 'done', 'owner', 'action.done'],
  ['done', 'done', 'owner', 'action.done'],
  ['done', 'verified', 'owner', 'action.closed'],
  ['done', 'open', 'caller', 'action.not_owner'],
  ['verify', 'open', 'caller', 'action.not_done'],
  ['return', 'returned', 'caller', 'action.not_done'],
  ['verify', 'cancelled', 'caller', 'action.closed'],
  ['verify', 'done', 'owner', 'action.own_work'],
  ['return', 'done', 'owner', 'action.own_work'],
  ['update', 'verified', 'caller', 'action.closed'],
  ['sync', 'open', 'caller', 'action.not_external'],
])('%s of what is %s, by the %s, is refused as %s', (act, status, who, code) => {
  const caller = aCaller('supervisor', 'in its area', who);
  expect(refusalOf(() => assertActionAct(act, anAction({ status }), caller))).toBe(code);
});

test('what has a counterpart outside can be carried over anew in any state', () => {
  for (const status of ACTION_STATUSES) {
    const action = anAction({ status, external_system: 'bitrix24' });
    expect(allowedActionActs(action, aCaller('supervisor', 'in its area'))).toContain('sync');
    expect(allowedActionActs(action, aCaller('auditor', 'in its area'))).not.toContain('sync');
  }
});

function refusalOf(decide: () => void): ErrorCode | undefined {
  try {
    decide();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
