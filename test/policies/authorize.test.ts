import { SYSTEM, type UserActor } from '../../domain/actor';
import { SEEDED_ROLES } from '../../domain/permissions';
import { type SubjectName, may } from '../../policies/authorize';

const SUBJECTS: Record<string, [SubjectName, string, object?]> = {
  'view a template': ['Template', 'view'],
  'create a template': ['Template', 'create'],
  'update a template': ['Template', 'update'],
  'archive a template': ['Template', 'archive'],
  'open a check in the own area': ['Check', 'create', { area_path: ['plant', 'shop'] }],
  'open a check in the area beside': ['Check', 'create', { area_path: ['plant', 'yard'] }],
  'view a report of the own area': [
    'Report',
    'view',
    { requested_by: 'other', area_path: ['plant', 'shop'] },
  ],
  'view a report of the area beside': [
    'Report',
    'view',
    { requested_by: 'other', area_path: ['plant', 'yard'] },
  ],
  'view a report asked for': ['Report', 'view', { requested_by: 'caller', area_path: ['plant', 'yard'] }],
  'view an entry of the own area': ['AuditEntry', 'view', { area_path: ['plant', 'shop'] }],
  'view an entry of the area beside': ['AuditEntry', 'view', { area_path: ['plant', 'yard'] }],
  'view an entry of the whole plant': ['AuditEntry', 'view', { area_path: [] }],
  'delete an own file': ['File', 'delete', { uploaded_by: 'caller', attached: false }],
  'delete an own attached file': ['File', 'delete', { uploaded_by: 'caller', attached: true }],
  "see another's file": ['File', 'view', { uploaded_by: 'other', attached: false }],
};

const ANYONE = ['view a report asked for', 'delete an own file'];
const SUPERVISOR = ['view a template', 'open a check in the own area', 'view a report of the own area'];
const MANAGER = [
  ...SUPERVISOR,
  'create a template',
  'update a template',
  'archive a template',
  'view an entry of the own area',
];
const PERMITTED: Record<string, string[]> = {
  executor: ANYONE,
  supervisor: [...ANYONE, ...SUPERVISOR],
  manager: [...ANYONE, ...MANAGER],
  admin: [...ANYONE, ...MANAGER],
  auditor: [...ANYONE, 'view a template', 'view a report of the own area', 'view an entry of the own area'],
};

const caller = (role: string, area_id: string | null): UserActor => ({
  kind: 'user',
  user_id: 'caller',
  role,
  permissions: SEEDED_ROLES[role]?.permissions ?? [],
  area_id,
  locale: 'ru',
});

const permitted = (actor: UserActor) =>
  Object.keys(SUBJECTS)
    .filter((name) => {
      const [subject, act, facts] = SUBJECTS[name] as [SubjectName, string, object?];
      return may(actor, act, subject, facts);
    })
    .sort();

test.each(Object.keys(PERMITTED))('%s of the shop', (role) => {
  expect(permitted(caller(role, 'shop'))).toEqual([...(PERMITTED[role] ?? [])].sort());
});

test.each(Object.keys(PERMITTED))('%s without an area: the same everywhere', (role) => {
  const here = PERMITTED[role] ?? [];
  const beside = here.map((name) => name.replace('the own area', 'the area beside'));
  const plant = here.includes('view an entry of the own area') ? ['view an entry of the whole plant'] : [];
  expect(permitted(caller(role, null))).toEqual([...new Set([...here, ...beside, ...plant])].sort());
});

test('a caller without any permission may nothing but look after what is their own', () => {
  expect(permitted({ ...caller('executor', null), permissions: [] })).toEqual([...ANYONE].sort());
});

test('the product itself may everything', () => {
  for (const [subject, act, facts] of Object.values(SUBJECTS))
    expect(may(SYSTEM, act, subject, facts)).toBe(true);
});
