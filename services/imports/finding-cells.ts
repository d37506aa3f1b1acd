import type { ColumnMapping } from '../../engine/import-columns';
import { cellsOf } from '../fact-lines';

/** The cells of a finding's line under the file's own columns; null where it has other ones, or is none. */
export function cellsOfFinding(
  text: string,
  { columns, mapping }: { columns: readonly string[]; mapping: Pick<ColumnMapping, 'delimiter'> },
): string[] | null {
  try {
    const cells = cellsOf(text, mapping.delimiter);
    return cells.length === columns.length ? cells : null;
  } catch {
    return null;
  }
}
