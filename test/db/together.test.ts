import { byKey, together } from '../../db/together';

interface Row {
  id: string;
}

/** A table whose statements end when the test says so. */
function aSlowTable() {
  const statements: string[][] = [];
  const ends: (() => void)[] = [];
  const load = async (ids: readonly string[]): Promise<Map<string, Row>> => {
    statements.push([...ids]);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (ids.includes('broken')) throw new Error('broken');
    return byKey(
      ids.filter((id) => id !== 'absent').map((id) => ({ id })),
      (row) => row.id,
    );
  };
  return { statements, find: together(load), endNext: () => ends.shift()?.() };
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test('what is asked for in one turn shares a statement, and each asker gets its own', async () => {
  const { statements, find, endNext } = aSlowTable();
  const found = Promise.all([find('a'), find('b'), find('a'), find('absent')]);
  await turn();
  endNext();
  expect(await found).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'a' }, undefined]);
  expect(statements).toEqual([['a', 'b', 'absent']]);
});

test('while two statements are under way all others gather for the third', async () => {
  const { statements, find, endNext } = aSlowTable();
  const first = find('a');
  await turn();
  const second = find('b');
  await turn();
  const later = Promise.all([find('c'), find('d'), find('a')]);
  await turn();
  expect(statements).toEqual([['a'], ['b']]);
  endNext();
  await first;
  await turn();
  expect(statements).toEqual([['a'], ['b'], ['c', 'd', 'a']]);
  endNext();
  endNext();
  await Promise.all([second, later]);
});

test('what is asked for after a statement began is read anew', async () => {
  const { statements, find, endNext } = aSlowTable();
  const first = find('a');
  await turn();
  const second = find('a');
  await turn();
  endNext();
  endNext();
  await Promise.all([first, second]);
  expect(statements).toEqual([['a'], ['a']]);
});

test('a failed statement fails its askers and nobody after them', async () => {
  const { find, endNext } = aSlowTable();
  const failed = Promise.allSettled([find('broken'), find('a')]);
  await turn();
  endNext();
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = find('a');
  await turn();
  endNext();
  expect(await next).toEqual({ id: 'a' });
});
