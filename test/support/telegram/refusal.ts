/** What the Bot API answers when it does not do what it was asked for. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly parameters?: { retry_after: number },
  ) {
    super(description);
  }
}

export const badRequest = (description: string): never => {
  throw new Refusal(400, `Bad Request: ${description}`);
};
