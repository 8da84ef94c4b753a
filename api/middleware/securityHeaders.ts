import helmet from 'koa-helmet';
import type { Middleware } from 'koa';

const SELF = ["'self'"];
const NONE = ["'none'"];

/** Pages may load from this server alone. `secure`: served over TLS, so that browsers are told to stay on it. */
export function securityHeaders({ secure }: { secure: boolean }): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: NONE,
        scriptSrc: SELF,
        // Swagger UI and Redoc write style attributes and style elements.
        styleSrc: [...SELF, "'unsafe-inline'"],
        imgSrc: [...SELF, 'data:', 'blob:'],
        fontSrc: SELF,
        connectSrc: SELF,
        manifestSrc: SELF,
        // Redoc searches in a worker made from a blob.
        workerSrc: [...SELF, 'blob:'],
        formAction: SELF,
        baseUri: NONE,
        frameAncestors: NONE,
        objectSrc: NONE,
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
}
