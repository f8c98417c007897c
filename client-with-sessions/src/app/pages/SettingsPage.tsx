import { useLocation, useNavigate, useRouteContext } from '@tanstack/react-router';
import { IdentitiesSection } from '../../features/accounts/IdentitiesSection';
import { PasskeysSection } from '../../features/accounts/PasskeysSection';
import { PasswordSection } from '../../features/accounts/PasswordSection';
import { RemoveAccountSection } from '../../features/accounts/RemoveAccountSection';
import { SecondFactorSection } from '../../features/accounts/SecondFactorSection';
import { SecurityLogSection } from '../../features/accounts/SecurityLogSection';
import { SessionsSection } from '../../features/accounts/SessionsSection';
import { UsersSection } from '../../features/accounts/UsersSection';
import { DaysSection } from '../../features/settings/DaysSection';
import { FocusSection } from '../../features/settings/FocusSection';
import { KeysSection } from '../../features/settings/KeysSection';
import { ThemeSection } from '../../features/settings/ThemeSection';
import { PageTitle } from '../../ui/PageTitle';
import { EXPORT, paths } from './paths';
import styles from './SettingsPage.module.css';

/** The settings of the user, and the users of the server for an admin. */
export function SettingsPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const navigate = useNavigate();
  const hash = useLocation({ select: (location) => location.hash });
  return (
    <div className={styles.page}>
      <PageTitle>Settings</PageTitle>
      <div className={styles.sections}>
        <DaysSection />
        <FocusSection />
        <ThemeSection />
        <KeysSection />
        <PasswordSection username={user.username} />
        <SecondFactorSection username={user.username} />
        <PasskeysSection />
        <IdentitiesSection hash={hash} />
        <SessionsSection />
        <SecurityLogSection />
        {user.admin && <UsersSection ownId={user.id} />}
        <RemoveAccountSection
          username={user.username}
          exportPath={EXPORT}
          leave={() => navigate({ to: paths.logIn })}
        />
      </div>
    </div>
  );
}
