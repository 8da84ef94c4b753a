/** Where programs are sought and put. */
export interface ProgramPlaces {
  /** `${XDG_CACHE_HOME:-~/.cache}/proverka`. */
  cacheDir: string;
  env: NodeJS.ProcessEnv;
  /** Told what takes long. */
  say: (line: string) => void;
  /** Gives up getting a program. */
  signal?: AbortSignal;
}

/** One way of getting a program. */
export interface Source {
  name: string;
  /** Puts the program under its name, and what it needs, into an empty folder. @throws Error why not. */
  get(folder: string, places: ProgramPlaces): Promise<void>;
}

export interface Program {
  name: string;
  /** Names the folder in the cache: another version is another folder. */
  version: string;
  /** Tried in this order when the program is neither on PATH nor in the cache. */
  sources: Source[];
  /** What a person can do when none of them works. */
  wayOut: string;
}

export interface FoundProgram {
  path: string;
  from: 'PATH' | 'cache';
}
