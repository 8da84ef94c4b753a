import { DomainError, type ErrorCode } from '../domain/errors';
import { takesKey } from './idempotency';
import type { Route } from './route';

const SIGN_IN: readonly ErrorCode[] = [
  'auth.token_missing',
  'auth.token_invalid',
  'auth.token_expired',
  'auth.session_ended',
  'access.denied',
];

/** What a route of this shape can refuse without declaring it. */
export function impliedRefusals(route: Route): ErrorCode[] {
  const hasBody = route.method !== 'get' && route.method !== 'delete';
  return [
    'request.invalid',
    ...(route.auth === 'required' ? SIGN_IN : []),
    ...(hasBody ? (['request.too_large', 'request.media_type'] as const) : []),
    ...(route.multipart ? (['file.too_large'] as const) : []),
    ...(takesKey(route) ? (['idempotency.mismatch', 'idempotency.in_progress'] as const) : []),
    'request.url_too_long',
    'request.rate_limited',
    'service.unavailable',
    'internal',
  ];
}

/** @throws Error for a refusal that the route's document does not tell of */
export function assertDeclared(route: Route, declared: ReadonlySet<ErrorCode>, error: unknown): void {
  if (error instanceof DomainError && !declared.has(error.code))
    throw new Error(`${route.method} ${route.path} refuses with ${error.code}, which it does not declare`, {
      cause: error,
    });
}
