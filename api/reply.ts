/** A reply with a status or headers of its own; made by `reply()`. */
export class Reply<S extends number, B> {
  constructor(
    readonly status: S,
    readonly body: B,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export function reply<S extends number, B>(
  status: S,
  body: B,
  headers?: Record<string, string>,
): Reply<S, B> {
  return new Reply(status, body, headers);
}

/** JSON text made elsewhere (Postgres), sent as it is. Outside production it is held to the schema all the same. */
export class RawJson {
  constructor(readonly text: string) {}
}
