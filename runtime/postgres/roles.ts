import { Client } from 'pg';

export interface RolePasswords {
  owner: string;
  app: string;
}

/** The owner of the tables, the application's role, and the database: made when missing, passwords set. */
export async function ensureRoles(superuserUrl: string, passwords: RolePasswords): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await ensureRole(client, 'proverka', passwords.owner);
    await ensureRole(client, 'proverka_app', passwords.app);
    await ensureDatabase(client, 'proverka', 'proverka');
  } finally {
    await client.end();
  }
}

/** The role and the two databases of Temporal's own server. */
export async function ensureTemporalDatabases(superuserUrl: string, password: string): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await ensureRole(client, 'temporal', password);
    await ensureDatabase(client, 'temporal', 'temporal');
    await ensureDatabase(client, 'temporal_visibility', 'temporal');
  } finally {
    await client.end();
  }
}

async function ensureDatabase(client: Client, name: string, owner: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0)
    await client.query(
      `create database ${client.escapeIdentifier(name)} owner ${client.escapeIdentifier(owner)}`,
    );
}

async function ensureRole(client: Client, name: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  const role = client.escapeIdentifier(name);
  await client.query(
    `${verb} role ${role} login nosuperuser nocreaterole password ${client.escapeLiteral(password)}`,
  );
}
