/** An error as Bitrix24 gives it: the second version of its API says it flat, the third in an object. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly validation?: { message: string; field: string }[],
  ) {
    super(message);
  }
}

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

export const wrong = (description: string): Refusal => new Refusal(400, 'ERROR_CORE', description);

export const wrongV3 = (code: string, message: string, field?: string, status = 400): Refusal =>
  new Refusal(status, `${V3}${code}`, message, field === undefined ? undefined : [{ message, field }]);
