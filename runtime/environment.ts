import type { RuntimeOptions } from './options';
import type { Parts } from './parts';

/** What the processes of the product read: the parts' addresses beside all that was given from outside. */
export function productEnvironment(
  { config, runtimeDir }: RuntimeOptions,
  { database, temporal, s3, secrets }: Parts,
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  return {
    ...env,
    RUNTIME_DIR: runtimeDir,
    HOST: config.http.host,
    PORT: String(config.http.port),
    PUBLIC_URL: config.http.publicUrl,
    JWT_SECRET: config.auth.jwtSecret || secrets.jwt_secret,
    DEMO_DATA: String(config.demoData),
    ADMIN_PASSWORD: config.admin.password ?? secrets.admin_password,
    TEMPORAL_NAMESPACE: config.temporal.namespace,
    S3_BUCKET: config.s3.bucket,
    S3_REGION: s3?.region ?? config.s3.region,
    ...(database && { DATABASE_URL: database.appUrl, DATABASE_ADMIN_URL: database.adminUrl }),
    ...(temporal && { TEMPORAL_ADDRESS: temporal.address }),
    ...(temporal?.uiUrl && { TEMPORAL_UI_URL: temporal.uiUrl }),
    ...(s3 && { S3_ENDPOINT: s3.endpoint, S3_ACCESS_KEY: s3.accessKey, S3_SECRET_KEY: s3.secretKey }),
  };
}
