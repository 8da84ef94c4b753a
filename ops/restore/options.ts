export const HELP = `npm run restore -- --from <id|latest|folder> [--into <url>] [--superuser <url>] [--replace] [--yes]
Puts a backup into an empty database, verifies it, and makes Temporal's processes what its rows say (docs/backup.md).
  --from       the id of a backup in S3, the latest one, or a folder with its database.dump and backup.json
  --into       the owner's address of the database; DATABASE_ADMIN_URL when not given. Any other database is
               a drill: processes, sessions and the audit anchors are left alone
  --superuser  on a new server: makes the roles and the database of the addresses where they are missing
  --replace    the database is not empty: what is there is lost
  --yes        do it; without it, it is only told what would be done

Stop the API, the bot and all workers first. Reads DATABASE_URL, DATABASE_ADMIN_URL, S3_*, BACKUP_*, TEMPORAL_* and JWT_SECRET.`;

export interface RestoreOptions {
  from: string;
  into?: string;
  superuser?: string;
  replace: boolean;
  yes: boolean;
}

/** @throws Error that names what is wrong. */
export function restoreOptions(argv: readonly string[]): RestoreOptions {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  for (let at = 0; at < argv.length; at += 1) {
    const name = argv[at] as string;
    if (name === '--replace' || name === '--yes') switches.add(name);
    else if (['--from', '--into', '--superuser'].includes(name)) {
      const value = argv[(at += 1)];
      if (!value || value.startsWith('--')) throw new Error(`${name}: a value has to follow`);
      values.set(name, value);
    } else throw new Error(`${name} is not known here; see --help`);
  }
  const [from, into, superuser] = ['--from', '--into', '--superuser'].map((name) => values.get(name));
  if (!from) throw new Error('--from: which backup? Its id, "latest", or a folder; npm run backup -- --list');
  return {
    from,
    ...(into && { into }),
    ...(superuser && { superuser }),
    replace: switches.has('--replace'),
    yes: switches.has('--yes'),
  };
}
