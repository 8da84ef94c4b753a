import { rm } from 'node:fs/promises';
import { findProgram, programFolder } from './find';
import type { FoundProgram, Program, ProgramPlaces, Source } from './program';
import { publishFolder } from './publishFolder';

const underWay = new Map<string, Promise<FoundProgram>>();

/**
 * The program from PATH or cache, else got by the first source that works; asked for twice at once, it is got once.
 * @throws Error with the way out.
 */
export async function ensureProgram(program: Program, places: ProgramPlaces): Promise<FoundProgram> {
  const found = findProgram(program, places);
  if (found) return found;
  const folder = programFolder(places.cacheDir, program.name, program.version);
  const getting = underWay.get(folder) ?? getProgram(program, places).finally(() => underWay.delete(folder));
  underWay.set(folder, getting);
  return getting;
}

async function getProgram(program: Program, places: ProgramPlaces): Promise<FoundProgram> {
  const failures: string[] = [];
  for (const source of program.sources) {
    const beganAt = Date.now();
    places.say(`getting ${program.name} ${program.version}: ${source.name}`);
    try {
      const got = await getBy(source, program, places);
      places.say(`${program.name} is there, in ${Math.round((Date.now() - beganAt) / 1000)} s`);
      return got;
    } catch (error) {
      if (places.signal?.aborted) throw new Error(`${program.name} was not got: stopped`);
      const reason = (error as Error).message.trim().split('\n').slice(-3).join(' / ');
      failures.push(`  ${source.name}: ${reason}`);
      places.say(`that did not work: ${reason}`);
    }
  }
  throw new Error([`${program.name} cannot be had here:`, ...failures, program.wayOut].join('\n'));
}

async function getBy(source: Source, program: Program, places: ProgramPlaces): Promise<FoundProgram> {
  const target = programFolder(places.cacheDir, program.name, program.version);
  await publishFolder(target, async (folder) => {
    await source.get(folder, places);
    // A folder without its program, of an interrupted removal, would be in the way of the rename.
    if (!findProgram(program, places)) await rm(target, { recursive: true, force: true });
  });
  const got = findProgram(program, places);
  if (!got) throw new Error(`it brought no ${program.name}`);
  return got;
}
