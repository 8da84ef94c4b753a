import { type Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';

export interface Step {
  keyword: string;
  /** Its arguments, line breaks taken out, `--flags` and variables left as they stand. */
  text: string;
  flags: Record<string, string>;
  line: number;
}

export interface Stage {
  name: string;
  from: string;
  steps: Step[];
}

export interface Dockerfile {
  /** Arguments before the first FROM. */
  args: Record<string, string>;
  stages: Stage[];
}

/** What the tests ask of a Dockerfile. @throws Error for a stage without a name. */
export function readDockerfile(source: string): Dockerfile {
  const file: Dockerfile = { args: {}, stages: [] };
  for (const instruction of DockerfileParser.parse(source).getInstructions()) {
    const step = stepOf(instruction);
    const stage = file.stages.at(-1);
    if (step.keyword === 'FROM') {
      const [from = '', name] = step.text.split(/\s+AS\s+/i);
      if (!name) throw new Error(`line ${step.line}: a stage has no name`);
      file.stages.push({ name, from, steps: [] });
    } else if (stage) stage.steps.push(step);
    else if (step.keyword === 'ARG') Object.assign(file.args, assignments(step.text));
  }
  return file;
}

function stepOf(instruction: Instruction): Step {
  const flags: Record<string, string> = {};
  const flagged = instruction as Partial<Pick<Copy, 'getFlags'>>;
  for (const flag of flagged.getFlags?.() ?? []) flags[flag.getName()] = flag.getValue() ?? '';
  return {
    keyword: instruction.getKeyword(),
    text: (instruction.getArgumentsContent() ?? '')
      .replace(/\\\n\s*/g, ' ')
      .replace(/^(--\S+\s+)+/, '')
      .trim(),
    flags,
    line: instruction.getRange().start.line + 1,
  };
}

/** `A=1 B="two words"` as a table; `A` alone has no value. */
export function assignments(text: string): Record<string, string> {
  const found = [...text.matchAll(/([\w.-]+)(?:=("(?:[^"\\]|\\.)*"|\S*))?/g)];
  return Object.fromEntries(
    found.map(([, name = '', value]) => [name, (value ?? '').replace(/^"(.*)"$/s, '$1')]),
  );
}

/** The exec form of CMD, ENTRYPOINT and HEALTHCHECK. @throws Error for the shell form: signals would stop at the shell */
export function execForm({ keyword, text, line }: Step): string[] {
  const begin = text.indexOf('[');
  if (begin < 0) throw new Error(`line ${line}: ${keyword} has to be a list: signals would stop at a shell`);
  return JSON.parse(text.slice(begin)) as string[];
}
