import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { MOST_FACTS } from '@/engine/api/fact-bodies';
import { MOST_ROWS, USUAL_ROWS } from '@/engine/api/queries';
import { REQUESTS_A_MINUTE } from '@/services/limit-requests';
import { Listing, Part, Prose, RICH } from './parts';

/** How one calls: the first time, again, page by page, and how much. */

const NO_BREAK = ' \\\n  ';

function firstFacts(): string {
  return [
    'curl -X POST "$SLUICE/facts"',
    '-H "Authorization: Bearer $KEY"',
    '-H "Content-Type: application/json"',
    `-d '[{"id":"open-1","type":"merchant.opened","at":"2026-03-01T08:00:00Z","merchant":"store-1"},
       {"id":"paid-1","type":"order.paid","at":"2026-03-01T09:12:30Z","order":"order-1",
        "merchant":"store-1","amount":"10000","currency":"USD"}]'`,
  ].join(NO_BREAK);
}

export function FirstCall({ address, mayMakeKeys }: { address: string; mayMakeKeys: boolean }) {
  const t = useTranslations('developers.first');
  const steps = [
    { words: t.rich('key', RICH), text: `export SLUICE=${address}\nexport KEY=sluice_…` },
    { words: t('record'), text: firstFacts() },
    {
      words: t.rich('ask', RICH),
      text: 'curl "$SLUICE/merchants/store-1" -H "Authorization: Bearer $KEY"',
    },
  ];
  return (
    <Part part="first">
      <Prose>{t('lead')}</Prose>
      <ol className="flex list-decimal flex-col gap-4 py-3 pr-4 pl-9 sm:pr-5 sm:pl-10">
        {steps.map(({ words, text }, place) => (
          <li key={text}>
            <p className="max-w-prose pb-2 text-pretty">{words}</p>
            {place === 0 && mayMakeKeys && (
              <p className="pb-2">
                <Link
                  href="/admin/access/keys"
                  className="text-primary underline underline-offset-2 hover:no-underline"
                >
                  {t('key_link')}
                </Link>
              </p>
            )}
            <Listing label={`${t('lead')} ${place + 1}`} text={text} />
          </li>
        ))}
      </ol>
      <Prose>{t('next')}</Prose>
    </Part>
  );
}

export function Reading() {
  const t = useTranslations('developers.reading');
  return (
    <Part part="reading">
      <Prose>{t.rich('cursor', RICH)}</Prose>
      <Prose>{t.rich('etag', RICH)}</Prose>
      <Prose>{t.rich('gzip', RICH)}</Prose>
    </Part>
  );
}

export function Repeating() {
  const t = useTranslations('developers.repeating');
  return (
    <Part part="repeating">
      <Prose>{t('facts')}</Prose>
      <Prose>{t.rich('key', RICH)}</Prose>
      <Prose>{t.rich('wait', RICH)}</Prose>
    </Part>
  );
}

export function Limits() {
  const t = useTranslations('developers.limits');
  const title = useTranslations('developers.sections')('limits');
  const heads = [t('what'), t('how_much')] as const;
  const rows = [
    { name: 'key', value: String(REQUESTS_A_MINUTE.key) },
    { name: 'address', value: String(REQUESTS_A_MINUTE.address) },
    { name: 'facts', value: String(MOST_FACTS) },
    { name: 'facts_size', value: t('values.megabytes', { count: 8 }) },
    { name: 'size', value: t('values.megabytes', { count: 1 }) },
    { name: 'rows', value: t('values.rows', { usual: USUAL_ROWS, most: MOST_ROWS }) },
    { name: 'id', value: t('values.characters', { count: 200 }) },
  ] as const;
  return (
    <Part part="limits">
      <div className="pt-2">
        <Table label={title} phone="cards">
          <TableHeader>
            <TableRow>
              {heads.map((head) => (
                <TableHead key={head}>{head}</TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map(({ name, value }) => (
              <TableRow key={name}>
                <TableCell label={heads[0]}>{t(`rows.${name}`)}</TableCell>
                <TableCell label={heads[1]}>{value}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <Prose>{t('note')}</Prose>
    </Part>
  );
}
