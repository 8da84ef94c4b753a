import { Type } from '@sinclair/typebox';
import { changePassword } from '../../services/auth/changePassword';
import { login } from '../../services/auth/login';
import { logout } from '../../services/auth/logout';
import { me } from '../../services/auth/me';
import { refresh } from '../../services/auth/refresh';
import { chooseLanguage } from '../../services/telegram/chooseLanguage';
import { startLink } from '../../services/telegram/startLink';
import { unlinkAccount } from '../../services/telegram/unlinkAccount';
import type { Services } from '../../services/context';
import { Me, meJson } from '../presenters/user';
import { type Route, route } from '../route';
import { NoContent, Timestamp, Uuid, oneOf } from '../schemas';

const tag = 'Authentication';

const Ignored = Type.Optional(Type.String({ maxLength: 1000, description: 'Taken for OAuth2 and ignored' }));

const Credentials = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: 1, maxLength: 1000 }),
    grant_type: Ignored,
    scope: Ignored,
    client_id: Ignored,
    client_secret: Ignored,
  },
  { $id: 'Credentials' },
);

const Password = Type.String({ minLength: 1, maxLength: 1000 });
const PasswordChange = Type.Object({ current: Password, new: Password }, { $id: 'PasswordChange' });

const Refresh = Type.Object(
  {
    refresh_token: Type.String({ minLength: 1, maxLength: 4000 }),
    attempt_id: Type.Optional({
      ...Uuid,
      description: 'Made by the caller before the first try, one for each token',
    }),
  },
  { $id: 'Refresh' },
);

const SignedIn = Type.Object(
  {
    access_token: Type.String(),
    token_type: Type.Literal('bearer'),
    expires_in: Type.Integer({ description: 'Seconds' }),
    refresh_token: Type.String(),
  },
  { $id: 'SignedIn' },
);

const TelegramOffer = Type.Object(
  {
    token: Type.String({ description: 'To be sent to the bot, once, before it expires' }),
    deep_link: Type.String({ format: 'uri', description: 'Opens the bot with the token' }),
    qr_svg: Type.String({ description: 'The same link as a picture' }),
    expires_at: Timestamp,
  },
  { $id: 'TelegramOffer' },
);

const loginAt = (path: string, summary: string, services: Services): Route =>
  route({
    method: 'post',
    path,
    tag,
    summary,
    auth: 'none',
    form: true,
    body: Credentials,
    example: { username: 'ivanov', password: 'correct horse battery' },
    returns: { 200: SignedIn },
    refuses: ['auth.bad_credentials', 'auth.too_many_attempts'],
    handle: ({ address }, { body, headers }) =>
      login(services, body, { address, user_agent: headers['user-agent'] ?? null }),
  });

export function authRoutes(services: Services): Route[] {
  return [
    loginAt('/auth/login', 'Sign in', services),
    loginAt('/auth/token', 'Sign in, under the name that OAuth2 clients use', services),
    route({
      method: 'post',
      path: '/auth/refresh',
      tag,
      summary: 'Get new tokens for the refresh token',
      description:
        'A refresh token is good for one use; using one again ends the session. Whoever names the attempt may repeat ' +
        'that very attempt for a quarter of an hour, until what it gave is used: for a reply that did not arrive.',
      auth: 'none',
      body: Refresh,
      returns: { 200: SignedIn },
      refuses: ['auth.refresh_invalid'],
      handle: ({ address }, { body: { refresh_token, attempt_id } }) =>
        refresh(services, refresh_token, { address, attempt_id: attempt_id ?? null }),
    }),
    route({
      method: 'post',
      path: '/auth/logout',
      tag,
      summary: 'End this session',
      returns: { 204: NoContent },
      refuses: [],
      handle: ({ actor, sessionId }) => logout({ ...services, actor }, sessionId),
    }),
    route({
      method: 'post',
      path: '/auth/password',
      tag,
      summary: 'Change your own password',
      description:
        'Ends all your other sessions. The new one has 10 to 200 characters and is not among the common ones.',
      body: PasswordChange,
      example: { current: 'correct horse battery', new: 'табурет, чайник и окно' },
      returns: { 204: NoContent },
      refuses: ['user.invalid', 'auth.weak_password', 'auth.too_many_attempts'],
      handle: ({ actor, sessionId }, { body }) => changePassword({ ...services, actor }, sessionId, body),
    }),
    route({
      method: 'get',
      path: '/auth/me',
      tag,
      summary: 'Who you are and what you may do',
      returns: { 200: Me },
      refuses: [],
      handle: async ({ actor }) => meJson(await me({ ...services, actor }), services.telegram),
    }),
    route({
      method: 'patch',
      path: '/auth/me',
      tag,
      summary: 'Choose the language in which you are told things',
      description: 'By mail, by Telegram, and by the API where a request does not name its language.',
      body: Type.Object({ locale: oneOf(['ru', 'en']) }, { $id: 'MePatch' }),
      returns: { 200: Me },
      refuses: [],
      handle: async ({ actor }, { body }) => {
        const ctx = { ...services, actor };
        await chooseLanguage(ctx, body.locale);
        return meJson(await me(ctx), services.telegram);
      },
    }),
    route({
      method: 'post',
      path: '/auth/telegram-link',
      tag,
      summary: 'Get a token that links your Telegram account',
      description:
        'Good once, for ten minutes; an earlier one is good no more. While linked, a new account takes the place of the old one.',
      returns: { 200: TelegramOffer },
      refuses: ['telegram.off', 'service.unavailable'],
      handle: async ({ actor }) => {
        const { expires_at, ...offer } = await startLink({ ...services, actor });
        return { ...offer, expires_at: expires_at.toISOString() };
      },
    }),
    route({
      method: 'delete',
      path: '/auth/telegram-link',
      tag,
      summary: 'Unlink your Telegram account',
      description: 'The bot then neither hears you nor tells you anything.',
      returns: { 204: NoContent },
      refuses: [],
      handle: ({ actor }) => unlinkAccount({ ...services, actor }),
    }),
  ];
}
