import type { Login } from '../../logins';
import { type ApiClient, createApiClient, signIn } from '../apiClient';
import type { Teller } from './teller';

interface Me {
  id: string;
  full_name: string;
  supervisor_id: string | null;
}

export interface Person extends Me {
  api: ApiClient;
}

/** Who plays in the story. */
export interface Cast {
  manager: Person;
  supervisor: Person;
  executor: Person;
  /** An executor whom the check is no business of. */
  stranger: Person;
  auditor: Person;
}

/** @throws Error when the logins hold no such people */
export async function signInCast(
  url: string,
  logins: readonly Login[],
  { chapter, tell, refuses }: Teller,
): Promise<Cast> {
  chapter('Вход');
  const enter = async (login: Login | undefined, role: string): Promise<Person> => {
    if (!login)
      throw new Error(
        `Среди учётных записей нет роли ${role}: история идёт на демонстрационном заводе (DEMO_DATA=true npm start).`,
      );
    const api = await signIn(url, login);
    return { ...(await api.get<Me>('/auth/me')), api };
  };
  const withRole = (role: string) => logins.filter((login) => login.role === role);
  const [executorLogin, strangerLogin] = withRole('executor');
  const executor = await enter(executorLogin, 'executor');
  const supervisors = await Promise.all(withRole('supervisor').map((login) => enter(login, 'supervisor')));
  const supervisor = supervisors.find(({ id }) => id === executor.supervisor_id);
  if (!supervisor) throw new Error(`У исполнителя ${executor.full_name} нет мастера среди учётных записей.`);
  const cast = {
    executor,
    supervisor,
    manager: await enter(withRole('manager')[0], 'manager'),
    stranger: await enter(strangerLogin, 'executor'),
    auditor: await enter(withRole('auditor')[0], 'auditor'),
  };
  tell(`Руководитель: ${cast.manager.full_name}. Мастер: ${supervisor.full_name}.`);
  tell(`Исполнитель: ${executor.full_name}. Аудитор: ${cast.auditor.full_name}.`);

  const nobody = createApiClient(url);
  const wrong = { username: executorLogin?.username, password: 'не тот пароль' };
  await refuses('неверный пароль', nobody.call('POST', '/auth/login', wrong), 401, 'auth.bad_credentials');
  await refuses('без пропуска', nobody.call('GET', '/checks/'), 401, 'auth.token_missing');
  await refuses(
    'с поддельным пропуском',
    createApiClient(url, 'eyJhbGciOiJub25lIn0.e30.').call('GET', '/checks/'),
    401,
    'auth.token_invalid',
  );
  return cast;
}
