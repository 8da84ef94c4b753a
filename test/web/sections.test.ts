import { isForbidden } from '../../web/src/app/sections';

test('a check opens for its executor, the list of all checks does not', () => {
  const permissions = ['FILL_CHECKS'];
  expect(isForbidden('/checks/01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a11', permissions)).toBe(false);
  expect(isForbidden('/checks', permissions)).toBe(true);
  expect(isForbidden('/schedules/new', permissions)).toBe(true);
  expect(isForbidden('/checks', ['VIEW_CHECKS'])).toBe(false);
});
