import { readFileSync } from 'node:fs';

export interface Given {
  values: Record<string, string>;
  faults: string[];
}

/**
 * What is given of the known variables: by itself, or as `<NAME>_FILE`, the path of a file that holds it, as Docker and
 * systemd hand over secrets. A blank one counts as unset, and so does an empty file; the file's last line break is not part
 * of the value.
 */
export function readEnvironment(
  source: NodeJS.ProcessEnv,
  known: readonly string[],
  consequences: Readonly<Record<string, string>> = {},
): Given {
  const given: Given = { values: {}, faults: [] };
  for (const name of known) {
    const value = source[name];
    const file = source[`${name}_FILE`]?.trim();
    const isGiven = value !== undefined && value.trim() !== '';
    if (isGiven) given.values[name] = value;
    if (!file) continue;
    if (isGiven) {
      given.faults.push(`${name}, ${name}_FILE: give one of them: nobody could tell which of the two counts`);
      continue;
    }
    const content = contentOf(file);
    if (typeof content === 'string') {
      if (content.trim() !== '') given.values[name] = content;
    } else {
      const consequence = consequences[name] ?? `${name} would count as unset`;
      given.faults.push(`${name}_FILE: ${file} ${content.fault}: without it ${consequence}`);
    }
  }
  return given;
}

function contentOf(file: string): string | { fault: string } {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    return { fault: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})` };
  }
}
