import { BitrixFault } from './fault';

export interface OauthApplication {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
}

export interface GrantedTokens {
  access: string;
  /** Takes the place of the one it was got for. */
  refresh: string;
  expiresInSeconds: number;
}

const DEADLINE_MS = 20_000;

/** Gets new tokens for a refresh token. @throws BitrixFault */
export async function exchangeToken(
  { tokenUrl, clientId, clientSecret }: OauthApplication,
  refreshToken: string,
): Promise<GrantedTokens> {
  let status: number;
  let body: Record<string, unknown>;
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refreshToken,
      }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    status = response.status;
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    throw new BitrixFault('transient', 'network', 'The token server cannot be reached');
  }
  const { access_token, refresh_token, expires_in } = body;
  if (status === 200 && typeof access_token === 'string' && typeof refresh_token === 'string')
    return { access: access_token, refresh: refresh_token, expiresInSeconds: Number(expires_in) || 3600 };
  if (status >= 500 || status === 429)
    throw new BitrixFault('transient', `HTTP_${status}`, 'The token server is out of order', status);
  throw new BitrixFault(
    'permanent',
    String(body.error ?? 'invalid_grant'),
    'Bitrix24 gives no tokens any more: install the application anew and set BITRIX_REFRESH_TOKEN',
    status,
  );
}
