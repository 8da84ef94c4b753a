import { badRequest } from './refusal';

/** Published types of parameters. Unlike Telegram, which reads numbers out of strings, the fake takes no other. */
type Type = 'integer' | 'string' | 'boolean' | 'object' | 'array' | 'file';
export type Params = Record<string, unknown>;
/** `name` is required, `name?` is not. */
export type Spec = Record<string, Type>;

export interface UploadedFile {
  filename: string;
  bytes: Buffer;
}

const IS: Record<Type, (value: unknown) => boolean> = {
  integer: (value) => Number.isSafeInteger(value),
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: (value) => Array.isArray(value),
  file: (value) => typeof value === 'object' && value !== null && 'bytes' in value,
};

export function assertParams(spec: Spec, params: Params): void {
  const known = new Map(
    Object.entries(spec).map(([name, type]) => [
      name.replace('?', ''),
      { type, required: !name.endsWith('?') },
    ]),
  );
  for (const name of Object.keys(params)) if (!known.has(name)) badRequest(`unknown parameter "${name}"`);
  for (const [name, { type, required }] of known) {
    if (params[name] === undefined) {
      if (required) badRequest(`parameter "${name}" is required`);
    } else if (!IS[type](params[name])) badRequest(`parameter "${name}" must be of type ${type}`);
  }
}

/** In a form everything is text; what is no text is JSON. */
export function readForm(spec: Spec, body: Buffer, contentType: string): Params {
  const boundary = /boundary=([^;]+)/.exec(contentType)?.[1] ?? badRequest('no boundary');
  const params: Params = {};
  const mark = `--${boundary}`;
  const text = body.toString('latin1');
  for (const part of text.split(mark).slice(1, -1)) {
    const end = part.indexOf('\r\n\r\n');
    const head = part.slice(0, end);
    const content = part.slice(end + 4, -2);
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? '';
    const filename = /filename="([^"]*)"/.exec(head)?.[1];
    const bytes = Buffer.from(content, 'latin1');
    if (filename !== undefined)
      params[name] = { filename: Buffer.from(filename, 'latin1').toString(), bytes } satisfies UploadedFile;
    else {
      const isText = (spec[name] ?? spec[`${name}?`]) === 'string';
      params[name] = isText ? bytes.toString() : JSON.parse(bytes.toString());
    }
  }
  return params;
}
