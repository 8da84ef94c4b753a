import type { UserActor } from '../../domain/actor';
import { CHECK_ACTS, CHECK_STATUSES, type CheckAct, type CheckStatus } from '../../domain/check';
import { DomainError, type ErrorCode } from '../../domain/errors';
import { SEEDED_ROLES } from '../../domain/permissions';
import { type CheckFacts, allowedActs, assertAct } from '../../policies/checkActs';

const PLANT = 'plant';
const SHOP = 'shop';
const YARD = 'yard';

/** Where the caller stands, seen from a check in the shop of the plant. */
const PLACES = {
  'in its area': SHOP,
  'in the area above': PLANT,
  'in the area beside': YARD,
  'without an area': null,
};
type Place = keyof typeof PLACES;

const aCheck = (over: Partial<CheckFacts> = {}): CheckFacts => ({
  executor_id: 'executor',
  former_answerer_ids: [],
  area_path: [PLANT, SHOP],
  reviewer_ids: [],
  allow_decline: true,
  status: 'open',
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

const acts = (words: string) => words.split(' ').filter(Boolean) as CheckAct[];

const BY_STATUS: Record<CheckStatus, CheckAct[]> = {
  open: acts('answer comment submit reassign due decline cancel'),
  in_progress: acts('answer comment submit reassign due decline cancel'),
  submitted: acts('comment review cancel'),
  completed: acts('report'),
  missed: acts('report'),
  declined: acts('report'),
  cancelled: acts('report'),
};

const LEADING = 'comment review reassign due cancel report';
const FILLING = 'answer comment submit decline';

interface Row {
  role: string;
  place: Place;
  /** Who the caller is to the check; a stranger unless told. */
  as?: 'executor' | 'former answerer' | 'named reviewer' | 'beside a named reviewer';
  /** Whatever the check's state. */
  may: string;
  sees?: boolean;
}

const strangers: Row[] = [
  ...(['in its area', 'in the area above', 'without an area'] as const).flatMap((place): Row[] => [
    { role: 'admin', place, may: LEADING },
    { role: 'manager', place, may: LEADING },
    { role: 'supervisor', place, may: LEADING },
    { role: 'executor', place, may: '', sees: false },
    { role: 'auditor', place, may: '' },
  ]),
  ...Object.keys(SEEDED_ROLES).map(
    (role): Row => ({ role, place: 'in the area beside', may: '', sees: false }),
  ),
];

const involved: Row[] = [
  { role: 'executor', place: 'in its area', as: 'executor', may: FILLING },
  { role: 'executor', place: 'in the area beside', as: 'executor', may: FILLING },
  { role: 'supervisor', place: 'in its area', as: 'executor', may: `${FILLING} reassign due cancel report` },
  { role: 'supervisor', place: 'in the area beside', as: 'executor', may: `${FILLING} report` },
  { role: 'admin', place: 'without an area', as: 'executor', may: `${FILLING} reassign due cancel report` },
  { role: 'auditor', place: 'in its area', as: 'executor', may: '' },
  { role: 'executor', place: 'in its area', as: 'former answerer', may: '' },
  { role: 'supervisor', place: 'in the area beside', as: 'former answerer', may: 'report' },
  { role: 'supervisor', place: 'in its area', as: 'named reviewer', may: LEADING },
  { role: 'supervisor', place: 'in the area beside', as: 'named reviewer', may: 'comment review' },
  { role: 'executor', place: 'in its area', as: 'named reviewer', may: '', sees: false },
  {
    role: 'supervisor',
    place: 'in its area',
    as: 'beside a named reviewer',
    may: 'comment reassign due cancel report',
  },
];

function facts({ as }: Row): Partial<CheckFacts> {
  if (as === 'former answerer') return { former_answerer_ids: ['caller', 'another'] };
  if (as === 'named reviewer') return { reviewer_ids: ['another', 'caller'] };
  if (as === 'beside a named reviewer') return { reviewer_ids: ['another'] };
  return {};
}

const callerOf = ({ role, place, as }: Row): UserActor =>
  aCaller(role, place, as === 'executor' ? 'executor' : 'caller');

const refusalOf = (act: CheckAct, check: CheckFacts, caller: UserActor): ErrorCode | 'allowed' => {
  try {
    assertAct(act, check, caller);
    return 'allowed';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

const sorted = (list: readonly CheckAct[]) => [...list].sort();

describe.each([...strangers, ...involved])('$role $place (as $as) may: $may', (row) => {
  test.each(CHECK_STATUSES)('%s', (status) => {
    const check = aCheck({ status, ...facts(row) });
    const caller = callerOf(row);
    const expected = BY_STATUS[status].filter((act) => acts(row.may).includes(act));
    expect(sorted(allowedActs(check, caller))).toEqual(sorted(expected));
    for (const act of CHECK_ACTS) {
      const refusal = refusalOf(act, check, caller);
      expect([act, refusal === 'allowed']).toEqual([act, expected.includes(act)]);
      if (row.sees === false) expect(refusal).toBe('check.not_found');
      else expect(refusal).not.toBe('check.not_found');
    }
  });
});

describe('the refusal says why', () => {
  const boss = aCaller('supervisor', 'in its area');
  const executor = aCaller('executor', 'in its area', 'executor');
  const supervising = aCaller('supervisor', 'in its area', 'executor');
  const auditor = aCaller('auditor', 'in its area');

  test.each<[string, CheckAct, Partial<CheckFacts>, UserActor, ErrorCode]>([
    ["filling in somebody else's check", 'answer', {}, boss, 'check.not_executor'],
    ["submitting somebody else's check", 'submit', {}, boss, 'check.not_executor'],
    ["declining somebody else's check", 'decline', {}, boss, 'check.not_executor'],
    ['reviewing one’s own', 'review', { status: 'submitted' }, supervising, 'check.own_review'],
    [
      'also when named as its reviewer',
      'review',
      { status: 'submitted', reviewer_ids: ['executor'] },
      supervising,
      'check.own_review',
    ],
    [
      'declining where the template forbids it',
      'decline',
      { allow_decline: false },
      executor,
      'check.decline_not_allowed',
    ],
    ['handing over without the right', 'reassign', {}, executor, 'access.denied'],
    ['cancelling with a right to look only', 'cancel', {}, auditor, 'access.denied'],
    ['answering after the submit', 'answer', { status: 'submitted' }, executor, 'check.submitted'],
    ['moving the due time after the submit', 'due', { status: 'submitted' }, boss, 'check.submitted'],
    ['reviewing before the submit', 'review', { status: 'in_progress' }, boss, 'check.not_submitted'],
    ['reviewing after the end', 'review', { status: 'completed' }, boss, 'check.closed'],
    ['commenting after the end', 'comment', { status: 'missed' }, boss, 'check.closed'],
    ['answering after the end', 'answer', { status: 'cancelled' }, executor, 'check.closed'],
    ['a report before the end', 'report', { status: 'submitted' }, boss, 'report.check_open'],
  ])('%s', (_name, act, over, caller, code) => {
    expect(refusalOf(act, aCheck(over), caller)).toBe(code);
  });
});

test('a check without an area is led only by those without an area', () => {
  const check = aCheck({ area_path: [] });
  expect(allowedActs(check, aCaller('supervisor', 'without an area'))).toContain('reassign');
  for (const place of ['in its area', 'in the area above'] as const)
    expect(refusalOf('reassign', check, aCaller('supervisor', place))).toBe('check.not_found');
});
