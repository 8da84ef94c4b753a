import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  postgres_superuser: string;
  postgres_owner: string;
  postgres_app: string;
  postgres_temporal: string;
  s3_access_key: string;
  s3_secret_key: string;
  jwt_secret: string;
  admin_password: string;
  bitrix_webhook: string;
  bitrix_application_token: string;
}

/** RUNTIME_DIR/secrets.json: made once, read by nobody else, since the data is locked with them. */
export function secretsOf(runtimeDir: string): Secrets {
  const file = join(runtimeDir, 'secrets.json');
  const kept = read(file);
  const secrets = { ...generated(), ...kept };
  if (Object.keys(kept).length < Object.keys(secrets).length) {
    writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return secrets;
}

function generated(): Secrets {
  return {
    postgres_superuser: randomBytes(24).toString('hex'),
    postgres_owner: randomBytes(24).toString('hex'),
    postgres_app: randomBytes(24).toString('hex'),
    postgres_temporal: randomBytes(24).toString('hex'),
    s3_access_key: `proverka${randomBytes(6).toString('hex')}`,
    s3_secret_key: randomBytes(24).toString('hex'),
    jwt_secret: randomBytes(48).toString('base64url'),
    admin_password: randomBytes(15).toString('base64url'),
    bitrix_webhook: randomBytes(16).toString('hex'),
    bitrix_application_token: randomBytes(24).toString('hex'),
  };
}

function read(file: string): Partial<Secrets> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {};
  }
  try {
    return JSON.parse(text) as Partial<Secrets>;
  } catch {
    throw new Error(`${file} is not JSON: restore it, since the data beside it is locked with its passwords`);
  }
}
