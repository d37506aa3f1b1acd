import { useTranslations } from 'next-intl';
import { Fact, Facts } from '@/components/facts';
import { InstantText } from '@/components/instant-text';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { PersonAccess } from '@/services/access/get-person-access';
import { ActionScope } from '../../forms/scope';
import { changePersonAction } from '../actions';
import type { StoreChoice } from '../role-fields';
import { ChangeForm } from './change-form';

/** Why a person's role is not to be changed here; null where it is. */
export function fixedRole({ isYou, isLastAdministrator }: PersonAccess): 'yourself' | 'last' | null {
  if (isLastAdministrator) return 'last';
  return isYou ? 'yourself' : null;
}

interface RoleCardProps {
  person: PersonAccess;
  stores: StoreChoice[];
  submission: string;
}

/** Who a person is, and what they may do. */
export function RoleCard({ person, stores, submission }: RoleCardProps) {
  const t = useTranslations('access.person.role');
  const names = useTranslations('names.roles');
  const what = useTranslations('access.role_fields.what');
  const { merchantId, merchantName, role } = person;
  return (
    <Card aria-labelledby="role">
      <CardHeader>
        <CardTitle id="role">{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <ActionScope action={changePersonAction}>
          <Facts className="flex-col">
            <Fact name={t('name')}>{person.name}</Fact>
            <Fact name={t('role')}>
              <span className="font-medium">{names(role)}</span>
              <span className="block text-muted-foreground">{what(role)}</span>
            </Fact>
            {merchantId !== null && (
              <Fact name={t('store')}>
                {merchantName ?? merchantId}
                {merchantName !== null && (
                  <span className="block font-mono text-xs text-muted-foreground">{merchantId}</span>
                )}
              </Fact>
            )}
            <Fact name={t('since')}>
              <InstantText at={person.createdAt} timezone={person.timezone} />
            </Fact>
          </Facts>
          {person.endedAt === null ? (
            <ChangeForm
              person={{ personId: person.personId, name: person.name, role, merchantId }}
              fixed={fixedRole(person)}
              stores={stores}
              submission={submission}
            />
          ) : (
            <p className="text-sm text-pretty text-muted-foreground">{t('ended')}</p>
          )}
        </ActionScope>
      </CardContent>
    </Card>
  );
}
