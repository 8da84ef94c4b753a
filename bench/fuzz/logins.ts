export interface Login {
  username: string;
  password: string;
  role: string;
}

/** The table that the demo keeps in RUNTIME_DIR: a heading, then login, password, role, name. */
export function readLogins(text: string): Login[] {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [username = '', password = '', role = ''] = line.trim().split(/\s{2,}/);
      return { username, password, role };
    });
}

export async function signIn(url: string, { username, password }: Login): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok)
    throw new Error(`${username} could not sign in: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
