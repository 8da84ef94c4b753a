interface ProblemDocument {
  status: number;
  code: string;
  title: string;
  detail: string;
  request_id?: string;
  errors?: { path: string; code: string; message: string }[];
}

/** What the server refused, in its own words; or that it could not be reached, where `offline` is true. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: { path: string; code: string; message: string }[];
  readonly request_id: string | undefined;
  readonly offline: boolean;

  constructor({ status, code, title, detail, request_id, errors }: ProblemDocument, offline = false) {
    super(title);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = errors ?? [];
    this.request_id = request_id;
    this.offline = offline;
  }
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const document = (await response.json().catch(() => undefined)) as ProblemDocument | undefined;
  if (document?.code) return new ApiProblem(document);
  const request_id = response.headers.get('x-request-id');
  return new ApiProblem({
    status: response.status,
    code: 'unreadable',
    title: String(response.status),
    detail: '',
    ...(request_id && { request_id }),
  });
}

/** Not sent: by now another person is signed in. */
export function ofAnother(): ApiProblem {
  return new ApiProblem({ status: 401, code: 'session.other', title: '', detail: '' });
}

export function unreachable(): ApiProblem {
  return new ApiProblem({ status: 0, code: 'offline', title: '', detail: '' }, true);
}
