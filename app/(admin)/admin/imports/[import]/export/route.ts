import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { ADDED_COLUMNS } from '@/engine/import-columns';
import { cellsOfFinding } from '@/services/imports/finding-cells';
import { type FindingRow, listFindings } from '@/services/imports/list-findings';
import { portalDatabase } from '@/services/portal';
import { everyPage, exportTable } from '../../../export-table';
import { readShown } from '../../address';
import { codeWord, reasonWords } from '../../finding-words';
import { importOf } from '../import';

const ROWS_AT_ONCE = 1000;

/**
 * The lines that came to nothing, as a file to be mended and brought again: a CSV's own columns, else the line as it
 * stands, and which line it was and why.
 */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/admin/imports/[import]/export'>,
): Promise<Response> {
  const actor = await requireActor('imports.read');
  const view = await importOf((await params).import);
  if (view === null || view.row.removedAt !== null) return new Response(null, { status: 404 });
  const { importId } = view.row;
  const { choice } = readShown(Object.fromEntries(request.nextUrl.searchParams));
  const reason = reasonWords(await getTranslations('imports.reasons'));
  const codes = await getTranslations('imports.codes');
  const t = await getTranslations('imports.findings');
  const { named } = view;
  const shown = (named?.columns ?? []).flatMap((head, index) =>
    ADDED_COLUMNS.some((added) => added === head) ? [] : [{ head, index }],
  );
  const own =
    named === null
      ? [{ head: t('text'), cell: (row: FindingRow) => row.text }]
      : shown.map(({ head, index }, place) => ({
          head,
          // A line that has no such cells stands whole in the first column.
          cell: (row: FindingRow) =>
            cellsOfFinding(row.text, named)?.[index] ?? (place === 0 ? row.text : ''),
        }));
  const [line, code, why] = ADDED_COLUMNS;
  return exportTable<FindingRow>(actor, {
    table: 'import_findings',
    filter: { import: importId, phase: view.phase, show: choice },
    columns: [
      ...own,
      { head: line, cell: (row) => row.line },
      { head: code, cell: (row) => codeWord(row.code) },
      { head: why, cell: (row) => `${codes(codeWord(row.code))}: ${reason(row.reason)}` },
    ],
    chunks: everyPage<FindingRow, number>(async (afterLine) => {
      const page = await listFindings(portalDatabase(), actor, {
        ...{ importId, phase: view.phase, choice },
        ...{ afterLine: afterLine ?? 0, limit: ROWS_AT_ONCE },
      });
      return { rows: page.findings, next: page.next };
    }),
  });
}
