import { useTranslations } from 'next-intl';
import { InstantText } from '@/components/instant-text';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ListedPerson } from '@/services/access/list-people';
import { PersonLink } from '../../person-link';
import { PersonBadges, RoleBadge, SecondFactorWord } from '../../person-words';

/** Each person, with what they may do and how they come in. */
export function PeopleTable({ people, timezone }: { people: ListedPerson[]; timezone: string }) {
  const t = useTranslations('access.people');
  return (
    <Table label={t('title')} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('columns.person')}</TableHead>
          <TableHead>{t('columns.role')}</TableHead>
          <TableHead>{t('columns.second_factor')}</TableHead>
          <TableHead>{t('columns.last_sign_in')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {people.map((person) => (
          <TableRow key={person.personId} className="hover:bg-muted/50">
            <TableCell className="max-sm:pb-2">
              <span className="flex min-w-0 flex-col gap-0.5">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <PersonLink id={person.personId} className="font-medium max-sm:text-base">
                    {person.name}
                  </PersonLink>
                  <PersonBadges person={person} />
                </span>
                <span className="wrap-anywhere text-muted-foreground">{person.email}</span>
              </span>
            </TableCell>
            <TableCell label={t('columns.role')}>
              <span className="flex min-w-0 flex-col gap-0.5 max-sm:items-end max-sm:text-right">
                <RoleBadge role={person.role} />
                {person.merchantId !== null && (
                  <span className="wrap-anywhere">{person.merchantName ?? person.merchantId}</span>
                )}
              </span>
            </TableCell>
            <TableCell label={t('columns.second_factor')} className="max-sm:text-right">
              <SecondFactorWord person={person} />
            </TableCell>
            <TableCell label={t('columns.last_sign_in')} className="max-sm:text-right">
              {person.lastSignInAt === null ? (
                <span className="text-muted-foreground">{t('never')}</span>
              ) : (
                <InstantText at={person.lastSignInAt} timezone={timezone} />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
