import { SEEDED_ROLES } from '../../../domain/permissions';
import { createUser } from '../../../services/auth/createUser';
import { ensureAdministrator } from '../../../services/auth/ensureAdministrator';
import { login } from '../../../services/auth/login';
import { seedRoles } from '../../../services/auth/seedRoles';
import type { Services } from '../../../services/context';
import { type TestDatabase, testDatabase } from '../../support/database';
import { refusalOf } from '../../support/refusal';
import { testServices } from '../../support/services';

const origin = { address: '10.0.0.7', user_agent: null };
const person = { full_name: 'Петров П. П.', password: 'табурет и чайник', role: 'executor' };

let database: TestDatabase;
let services: Services;

beforeAll(async () => {
  database = await testDatabase();
  services = testServices(database.db);
  await seedRoles(services);
});
afterAll(() => database?.close());

const auditOf = (action: string) => database.db.pool('audit_log').where({ action }).orderBy('seq');

test('roles are seeded once, and what was made of one since stays', async () => {
  await database.db.pool('roles').where({ name: 'auditor' }).update({ title: 'Контролёр' });
  await Promise.all([seedRoles(services), seedRoles(services)]);
  const roles = await database.db.pool('roles').orderBy('name');
  expect(roles.map(({ name }) => name)).toEqual(Object.keys(SEEDED_ROLES).sort());
  expect(roles.find(({ name }) => name === 'auditor')).toMatchObject({ title: 'Контролёр' });
  expect(await auditOf('role.create')).toHaveLength(5);
});

test('the first administrator is made once, and the generated password is told and works', async () => {
  const made = await ensureAdministrator(services, { username: 'admin' });
  expect(made).toEqual({
    user_id: expect.any(String),
    username: 'admin',
    generated_password: expect.any(String),
  });
  const password = made?.generated_password ?? '';
  await expect(login(services, { username: 'admin', password }, origin)).resolves.toBeDefined();
  expect(await ensureAdministrator(services, { username: 'admin' })).toBeUndefined();
  expect(await ensureAdministrator(services, { username: 'root', password })).toBeUndefined();
});

test('a new user is on record without name, address or secret', async () => {
  const id = await createUser(services, { ...person, username: 'petrov', email: 'petrov@plant.example' });
  const [entry] = await auditOf('user.create').where({ entity_id: id });
  expect(entry).toMatchObject({
    actor_kind: 'system',
    diff: { before: null, after: { locale: 'ru', active: true } },
  });
  expect(JSON.stringify(entry)).not.toMatch(/petrov|Петров|argon2|табурет/i);
});

test('a username is taken in any case, also for two at once', async () => {
  const twice = { ...person, username: 'sidorov' };
  const results = await Promise.allSettled([createUser(services, twice), createUser(services, twice)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refusal = await refusalOf(createUser(services, twice));
  expect(refusal).toMatchObject({
    code: 'user.username_taken',
    details: { params: { username: 'sidorov' } },
  });
});

test('all faults are told at once, and weak passwords refused', async () => {
  const refusal = await refusalOf(
    createUser(services, { ...person, username: 'Иван Иванов', full_name: ' ', role: 'king' }),
  );
  expect(refusal.details.faults?.map(({ path }) => path)).toEqual(['/username', '/full_name', '/role']);
  const weak = await refusalOf(createUser(services, { ...person, username: 'weak', password: 'короткий' }));
  expect(weak.code).toBe('auth.weak_password');
});
