import type { Translated } from './message';
import type { pageRu } from './page.ru';

export const pageEn = {
  title: 'Proverka',
  lead: 'Checks on the shop floor that cannot be forgotten.',
  running: 'The server is running',
  what: 'This is the API of the system: check templates, checks, their review, reports and the audit log.',
  docs: 'API documentation (Swagger UI)',
  redoc: 'API documentation for reading (Redoc)',
  openapi: 'API description in OpenAPI 3.1',
  health: 'State of the server',
  ready: 'State of its parts: database, Temporal, file storage',
  links: 'Where to go',
} satisfies Translated<typeof pageRu>;
