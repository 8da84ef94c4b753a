import { createGroupCommit } from '../../db/groupCommit';
import { DomainError } from '../../domain/errors';

test('jobs that come while a group is written form the next one, and each gets its own result', async () => {
  const groups: number[][] = [];
  const commit = createGroupCommit<number, number>({
    async write(jobs) {
      groups.push([...jobs]);
      await new Promise(setImmediate);
      return jobs.map((job) => job * 10);
    },
  });
  const first = commit(1);
  await new Promise(setImmediate);
  const results = await Promise.all([first, commit(2), commit(3)]);
  expect(results).toEqual([10, 20, 30]);
  expect(groups).toEqual([[1], [2, 3]]);
});

test('a job that fails fails no other: its group is redone one by one', async () => {
  const failures: number[] = [];
  const commit = createGroupCommit<string, string>({
    async write(jobs) {
      if (jobs.includes('bad')) throw new Error('bad');
      return jobs;
    },
    onFailure: (_error, jobs) => failures.push(jobs),
  });
  const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map(commit));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(failures).toEqual([3]);
});

test('without the database a group is refused at once and not redone', async () => {
  let writes = 0;
  const commit = createGroupCommit<string, string>({
    async write() {
      writes += 1;
      throw new DomainError('service.unavailable');
    },
  });
  const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(commit));
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  expect(writes).toBe(1);
});

test('no group holds more than two hundred', async () => {
  const sizes: number[] = [];
  const commit = createGroupCommit<number, number>({
    async write(jobs) {
      sizes.push(jobs.length);
      return jobs;
    },
  });
  await Promise.all(Array.from({ length: 450 }, (_, job) => commit(job)));
  expect(sizes).toEqual([200, 200, 50]);
});
