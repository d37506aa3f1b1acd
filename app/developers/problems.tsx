import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { API_PROBLEMS } from '@/engine/api/document';
import { PROBLEMS, problemBody, problemType } from '@/engine/problems';
import { Listing, More, Part, Prose, RICH } from './parts';

const EXAMPLE = problemBody('bad_parameter', '0f1d7c9a-3b7e-4c55-9a62-0c8b7d2f4e11', {
  errors: [{ pointer: 'limt', reason: 'this call has no such parameter' }],
});

type Listed = Exclude<(typeof API_PROBLEMS)[number], 'foreign_origin'>;

/** Every problem, each with a place of its own in the page's address. */
export function Problems() {
  const t = useTranslations('developers.problems');
  const heads = [t('status'), t('name'), t('what'), t('do')] as const;
  return (
    <Part part="problems">
      <Prose>{t.rich('lead', RICH)}</Prose>
      <div className="px-4 py-3 sm:px-5">
        <More title={t('example')}>
          <Listing label={t('example')} text={JSON.stringify(EXAMPLE, null, 2)} />
        </More>
      </div>
      <Table label={t('all')} phone="cards">
        <TableHeader>
          <TableRow>
            {heads.map((head) => (
              <TableHead key={head}>{head}</TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {(API_PROBLEMS as readonly Listed[]).map((kind) => (
            <TableRow key={kind}>
              <TableCell label={heads[0]} className="tabular-nums">
                {PROBLEMS[kind].status}
              </TableCell>
              <TableCell
                label={heads[1]}
                id={`problem-${kind}`}
                className="scroll-mt-4 target:bg-primary-soft"
              >
                <code dir="ltr" className="font-mono text-xs break-all">
                  {problemType(kind)}
                </code>
              </TableCell>
              <TableCell label={heads[2]}>{t(`list.${kind}.what`)}</TableCell>
              <TableCell label={heads[3]}>{t(`list.${kind}.do`)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Part>
  );
}
