import { v7 as uuidv7 } from 'uuid';
import type { UserActor } from '../../../domain/actor';
import { deleteFile } from '../../../services/files/deleteFile';
import { fileActs } from '../../../services/files/fileActs';
import { getFileLink } from '../../../services/files/getFileLink';
import { startUpload } from '../../../services/files/startUpload';
import { uploadFile } from '../../../services/files/uploadFile';
import { aJpeg } from '../../clients/pictures';
import { type FileBench, fileBench } from './fileBench';

let bench: FileBench;
let photo: Buffer;
let ivan: UserActor;
let petr: UserActor;
beforeAll(async () => {
  bench = await fileBench();
  photo = await aJpeg({ width: 800, height: 600 });
  [ivan, petr] = [await bench.build.aUser({}), await bench.build.aUser({})];
});
afterAll(() => bench.close());

const aFile = (of: UserActor) =>
  uploadFile(bench.as(of), { name: 'фото.jpg', content: photo, content_type: 'image/jpeg' });
const attach = (ids: string[], checkId: string, actor: UserActor) =>
  bench.db.transaction((tx) => tx.files.attach(ids, { check_id: checkId }, actor.user_id));
const missing = { code: 'file.not_found' };

describe('a link to a file', () => {
  it('opens without signing in, in place, under the name given', async () => {
    const file = await aFile(ivan);
    const answer = await fetch(await getFileLink(bench.as(ivan), file.id));
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('content-disposition')).toMatch(/^inline; .*filename\*=UTF-8''%D1%84/);
    expect(Buffer.from(await answer.arrayBuffer()).length).toBe(file.size_bytes);

    const small = await fetch(await getFileLink(bench.as(ivan), file.id, { thumbnail: true }));
    expect(small.headers.get('content-type')).toBe('image/webp');
  });

  it('is for its uploader alone while it is not attached', async () => {
    const file = await aFile(ivan);
    const admin = await bench.build.aUser({ role: 'admin' });
    for (const other of [petr, admin])
      await expect(getFileLink(bench.as(other), file.id)).rejects.toMatchObject(missing);
    await expect(getFileLink(bench.as(ivan), uuidv7())).rejects.toMatchObject(missing);
  });

  it('is for whoever sees the check once it is attached', async () => {
    const [here, there] = [await bench.build.anArea(), await bench.build.anArea()];
    const checkId = await bench.aCheck(ivan, here);
    const file = await aFile(ivan);
    expect(await attach([file.id], checkId, ivan)).toEqual([]);

    const master = await bench.build.aUser({ role: 'supervisor', area_id: here });
    const stranger = await bench.build.aUser({ role: 'supervisor', area_id: there });
    expect(await getFileLink(bench.as(master), file.id)).toContain(file.object_key);
    for (const other of [stranger, petr])
      await expect(getFileLink(bench.as(other), file.id)).rejects.toMatchObject(missing);
  });

  it('is for everybody when a template shows the picture', async () => {
    const file = await aFile(ivan);
    const template = await bench.build.aTemplate();
    await bench.db.read.files.update(file.id, { template_id: template.id });
    expect(await getFileLink(bench.as(petr), file.id)).toContain(file.object_key);
  });

  it('is not given before the upload is complete', async () => {
    const { id } = await startUpload(bench.as(ivan), { name: 'a', content_type: 'image/png', size_bytes: 9 });
    await expect(getFileLink(bench.as(ivan), id)).rejects.toMatchObject({ code: 'file.not_uploaded' });
  });
});

describe('attaching', () => {
  it('takes what is ready and the own, names the rest, and may be repeated', async () => {
    const [checkId, otherCheck] = [await bench.aCheck(ivan), await bench.aCheck(ivan)];
    const [mine, others, taken] = [await aFile(ivan), await aFile(petr), await aFile(ivan)];
    const pending = await startUpload(bench.as(ivan), {
      name: 'a',
      content_type: 'image/png',
      size_bytes: 9,
    });
    await attach([taken.id], otherCheck, ivan);
    const unknown = uuidv7();
    const all = [mine.id, others.id, taken.id, pending.id, unknown];
    expect(await attach(all, checkId, ivan)).toEqual([others.id, taken.id, pending.id, unknown]);
    expect(await attach([mine.id], checkId, ivan)).toEqual([]);
    expect((await bench.row(taken.id))?.check_id).toBe(otherCheck);
  });

  it('the same files in any order by many requests at once ends, with one winner', async () => {
    const files = await Promise.all(Array.from({ length: 6 }, () => aFile(ivan)));
    const ids = files.map(({ id }) => id);
    const checks = await Promise.all(Array.from({ length: 6 }, () => bench.aCheck(ivan)));
    const unbound = await Promise.all(
      checks.map((checkId, at) => attach(at % 2 ? [...ids].reverse() : ids, checkId, ivan)),
    );
    expect(unbound.map((rest) => rest.length).sort()).toEqual([0, 6, 6, 6, 6, 6]);
  });
});

describe('deleting', () => {
  it('removes the row and, after the commit, both objects', async () => {
    const file = await aFile(ivan);
    await deleteFile(bench.as(ivan), file.id);
    expect(await bench.row(file.id)).toBeUndefined();
    for (const key of [file.object_key, file.thumbnail_key ?? ''])
      expect(await bench.storage.stat(key)).toBeUndefined();
    expect((await bench.audited(file.id)).map(({ action }) => action)).toEqual([
      'file.create',
      'file.delete',
    ]);
    await expect(deleteFile(bench.as(ivan), file.id)).rejects.toMatchObject(missing);
  });

  it('is refused once the file is evidence', async () => {
    const file = await aFile(ivan);
    await attach([file.id], await bench.aCheck(ivan), ivan);
    await expect(deleteFile(bench.as(ivan), file.id)).rejects.toMatchObject({ code: 'file.attached' });
    expect(await bench.storage.stat(file.object_key)).toBeDefined();
  });

  it("somebody else's file is not there", async () => {
    const file = await aFile(ivan);
    await expect(deleteFile(bench.as(petr), file.id)).rejects.toMatchObject(missing);
  });

  it('and attaching at once: the file is either gone and unbound, or bound and kept', async () => {
    const checkId = await bench.aCheck(ivan);
    for (let round = 0; round < 10; round += 1) {
      const file = await aFile(ivan);
      const [unbound, deleted] = await Promise.all([
        attach([file.id], checkId, ivan),
        deleteFile(bench.as(ivan), file.id).then(
          () => true,
          () => false,
        ),
      ]);
      expect(unbound.length === 1).toBe(deleted);
      expect((await bench.row(file.id)) === undefined).toBe(deleted);
    }
  });
});

it('what may be done with a file follows its state and its owner', async () => {
  const file = await aFile(ivan);
  expect(fileActs(file, ivan)).toEqual(['delete']);
  expect(fileActs({ ...file, status: 'pending' }, ivan)).toEqual(['complete', 'delete']);
  expect(fileActs({ ...file, check_id: uuidv7() }, ivan)).toEqual([]);
  expect(fileActs(file, petr)).toEqual([]);
});
