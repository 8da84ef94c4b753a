import { createUser } from '../../services/auth/createUser';
import { seedRoles } from '../../services/auth/seedRoles';
import { tellStory } from '../../runtime/demo/story/tellStory';
import type { Login } from '../../runtime/logins';
import { type TestProduct, startProduct } from '../support/product';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
const logins: Login[] = [];

beforeAll(async () => {
  quietTemporal();
  product = await startProduct({ reports: true });
  await seedRoles(product.services);
  const area_id = await product.build.anArea({ name: 'Цех № 1' });
  const hire = async (
    username: string,
    role: string,
    over: { supervisor_id?: string; area_id?: null } = {},
  ) => {
    const login = { username, role, full_name: `Сотрудник ${username}`, password: 'correct horse battery' };
    logins.push(login);
    return createUser(product.services, { ...login, area_id, ...over });
  };
  await hire('boss', 'manager');
  const supervisor_id = await hire('master', 'supervisor');
  await hire('worker', 'executor', { supervisor_id });
  await hire('stranger', 'executor', { supervisor_id });
  await hire('auditor', 'auditor', { area_id: null });
}, 120_000);
afterAll(() => product?.stop());

test('the demo story: late, escalated, failed, reviewed, reported, and each bad input refused as documented', async () => {
  const said: string[] = [];
  const story = await tellStory({ url: product.url, logins, fast: true, say: (line) => said.push(line) });
  expect(story.deviations).toEqual([]);
  expect(story.refusals.length).toBeGreaterThan(50);
  expect(story.timeline.filter((kind) => kind !== 'answered' && kind !== 'report_ready')).toEqual([
    'opened',
    'started',
    'reminded',
    'overdue',
    'escalated',
    'escalated',
    'action_opened',
    'commented',
    'submitted',
    'accepted',
    'completed',
  ]);
  expect(story.audit).toEqual(expect.arrayContaining(['check.create', 'check.escalate', 'check.accept']));
  expect(story.pdf?.subarray(0, 5).toString()).toBe('%PDF-');
  expect(said.join('\n')).toMatch(/Эскалация, ступень 2/);
}, 180_000);
