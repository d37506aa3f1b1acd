import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { placeOf, type Schema } from './document';
import { Name } from './parts';
import { rowsOf, type SchemaRow } from './schema-rows';

function TypeText({ type, component }: Pick<SchemaRow, 'type' | 'component'>) {
  if (component === null) return <span lang="en">{type}</span>;
  const [before, after] = type.split(component);
  return (
    <span lang="en">
      {before}
      <a
        href={`#${placeOf(component)}`}
        className="text-primary underline underline-offset-2 hover:no-underline"
      >
        {component}
      </a>
      {after}
    </span>
  );
}

/** The fields of a schema. */
export function SchemaTable({ label, schema }: { label: string; schema: Schema }) {
  const t = useTranslations('developers');
  // Variants of an object have fields of the same names.
  const rows = rowsOf(schema).map((row, place) => ({ ...row, place }));
  const heads = [t('answers.field'), t('calls.type'), t('calls.meaning')] as const;
  return (
    <Table label={label} phone="scroll" className="min-w-xl">
      <TableHeader>
        <TableRow>
          {heads.map((head) => (
            <TableHead key={head}>{head}</TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.place}>
            <TableCell className="w-1/4">
              <Name>{row.name}</Name>
              {!row.isRequired && (
                <span className="block pt-1 text-xs text-muted-foreground">{t('calls.optional')}</span>
              )}
            </TableCell>
            <TableCell className="w-1/4 break-words">
              <TypeText {...row} />
            </TableCell>
            <TableCell lang="en" className="break-words">
              {row.meaning}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
