import '../manager/manager.css';
import { type Me, useSession } from '../api/session';
import { useAreas } from '../manager/data/lookups';
import { Fact } from '../manager/parts/Fact';
import { PageTitle } from '../parts/PageTitle';
import { useRoleTitle } from '../parts/useRoleTitle';
import { Install } from './Install';
import { Leave } from './Leave';
import { Look } from './Look';
import { Password } from './Password';
import { Card } from '../parts/Card';
import { Sessions } from './Sessions';
import { Telegram } from './Telegram';
import { useMyWords } from './words';

/** A person's own page: who they are here, how the panel looks, where they are signed in. */
export function MePage() {
  const t = useMyWords();
  const { user } = useSession();
  const { data: areas } = useAreas();
  if (!user) return null;
  return (
    <div className="m-page m-narrow">
      <PageTitle>{t('title')}</PageTitle>
      <AboutMe user={user} area={areas?.find(({ id }) => id === user.area_id)?.name} />
      <Look />
      <Telegram />
      <Sessions />
      <Password />
      <Install />
      <Leave />
    </div>
  );
}

function AboutMe({ user, area }: { user: Me; area: string | undefined }) {
  const t = useMyWords();
  const roleTitle = useRoleTitle();
  return (
    <Card title={user.full_name} note={t('data.change')}>
      <dl className="m-facts">
        <Fact name={t('data.username')}>{user.username}</Fact>
        <Fact name={t('data.role')}>{roleTitle(user.role)}</Fact>
        <Fact name={t('data.area')}>{user.area_id ? (area ?? '…') : t('data.plant')}</Fact>
        <Fact name={t('data.email')}>{user.email ?? t('data.no_email')}</Fact>
      </dl>
    </Card>
  );
}
