import type { Login } from '../logins';

export interface Reply {
  status: number;
  headers: Headers;
  /** Parsed JSON; the text where it is none. */
  body: unknown;
}

/** The part of a problem document that a caller acts on. */
export interface Refusal {
  code: string;
  detail: string;
  errors?: { path: string; code: string; message: string }[];
}

export interface ApiClient {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** @throws RefusedError for all but 2xx */
  get<T>(path: string): Promise<T>;
  /** @throws RefusedError for all but 2xx */
  post<T>(path: string, body?: unknown): Promise<T>;
}

export class RefusedError extends Error {
  constructor(
    readonly request: string,
    readonly reply: Reply,
  ) {
    const { code, detail } = refusalIn(reply);
    super(`${request}: ${reply.status} ${code}: ${detail}`);
  }
}

export function refusalIn({ body }: Reply): Refusal {
  const { code = 'no problem document', detail = '', errors } = Object(body) as Partial<Refusal>;
  return { code, detail, ...(errors && { errors }) };
}

/** Speaks to the API at `baseUrl` (without /api/v1), as any client does; a path begins with a slash. */
export function createApiClient(baseUrl: string, token?: string): ApiClient {
  const call: ApiClient['call'] = async (method, path, body, headers = {}) => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as unknown) : text,
    };
  };
  const wanted = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const reply = await call(method, path, body);
    if (reply.status < 200 || reply.status > 299) throw new RefusedError(`${method} ${path}`, reply);
    return reply.body as T;
  };
  return {
    call,
    get: (path) => wanted('GET', path),
    post: (path, body) => wanted('POST', path, body),
  };
}

/** @throws RefusedError when the pair is wrong */
export async function signIn(
  baseUrl: string,
  login: Pick<Login, 'username' | 'password'>,
): Promise<ApiClient> {
  const { username, password } = login;
  const { access_token } = await createApiClient(baseUrl).post<{ access_token: string }>('/auth/login', {
    username,
    password,
  });
  return createApiClient(baseUrl, access_token);
}
