import { join } from 'node:path';
import { Document, Font, Page, StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import type { CalendarDate } from '@/engine/calendar';

/** What the product's papers have in common: their letters, which are also Chinese, their pages and their tables. */

/** The server runs in the project's folder; the letters are read from where they are installed. */
const FONTS = join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/@expo-google-fonts/noto-sans-sc');

Font.register({
  family: 'Noto Sans SC',
  fonts: [
    { src: join(FONTS, '400Regular/NotoSansSC_400Regular.ttf'), fontWeight: 400 },
    { src: join(FONTS, '700Bold/NotoSansSC_700Bold.ttf'), fontWeight: 700 },
  ],
});
// No word is broken but where it is too long for its line.
Font.registerHyphenationCallback((word) => (word.length > 24 ? (word.match(/.{1,12}/gu) ?? [word]) : [word]));

const styles = StyleSheet.create({
  page: { fontFamily: 'Noto Sans SC', fontSize: 8.5, padding: 36, paddingBottom: 48, color: '#1c2024' },
  title: { fontSize: 17, fontWeight: 700 },
  subtitle: { fontSize: 10, marginTop: 2, color: '#4b5563' },
  heading: { fontSize: 11, fontWeight: 700, marginTop: 14, marginBottom: 4 },
  text: { marginTop: 3 },
  foot: {
    position: 'absolute',
    bottom: 22,
    left: 36,
    right: 36,
    flexDirection: 'row',
    justifyContent: 'space-between',
    fontSize: 7.5,
    color: '#4b5563',
  },
  row: { flexDirection: 'row', borderBottom: '0.5 solid #d9dde3', paddingVertical: 2.5 },
  head: { borderBottom: '1 solid #4b5563' },
  bold: { fontWeight: 700 },
  cell: { paddingRight: 6 },
  right: { textAlign: 'right', paddingRight: 0, paddingLeft: 6 },
});

interface PaperProps {
  title: string;
  subtitle: string;
  locale: string;
  /** The date that the file says it was made on: the same again for the same content. */
  date: CalendarDate;
  foot: string;
  pageOf: (page: number, pages: number) => string;
  landscape?: boolean;
  children: ReactNode;
}

/** One document, with the number of each page. */
export function Paper({
  title,
  subtitle,
  locale,
  date,
  foot,
  pageOf,
  landscape = false,
  children,
}: PaperProps) {
  const made = new Date(`${date}T00:00:00Z`);
  return (
    <Document
      title={title}
      language={locale}
      creator="Sluice"
      producer="Sluice"
      creationDate={made}
      modificationDate={made}
    >
      <Page size="A4" orientation={landscape ? 'landscape' : 'portrait'} style={styles.page}>
        <Text style={styles.title}>{title}</Text>
        <Text style={styles.subtitle}>{subtitle}</Text>
        {children}
        <View style={styles.foot} fixed>
          <Text>{foot}</Text>
          <Text render={({ pageNumber, totalPages }) => pageOf(pageNumber, totalPages)} />
        </View>
      </Page>
    </Document>
  );
}

export function PaperHeading({ children }: { children: string }) {
  return (
    <Text style={styles.heading} minPresenceAhead={40}>
      {children}
    </Text>
  );
}

export function PaperText({ children }: { children: string }) {
  return <Text style={styles.text}>{children}</Text>;
}

export interface PaperColumn {
  head: string;
  /** Its share of the line. */
  width: number;
  isAmount?: boolean;
}

export interface PaperRow {
  key: string;
  cells: string[];
  isBold?: boolean;
}

/** A table whose head is repeated on each page. */
export function PaperTable({ columns, rows }: { columns: PaperColumn[]; rows: PaperRow[] }) {
  const cellStyle = (column: PaperColumn) => [
    styles.cell,
    { flexGrow: column.width, flexBasis: 0 },
    ...(column.isAmount ? [styles.right] : []),
  ];
  return (
    <View>
      <View style={[styles.row, styles.head, styles.bold]} fixed>
        {columns.map((column) => (
          <Text key={column.head} style={cellStyle(column)}>
            {column.head}
          </Text>
        ))}
      </View>
      {rows.map(({ key, cells, isBold }) => (
        <View key={key} style={isBold ? [styles.row, styles.bold] : styles.row} wrap={false}>
          {columns.map((column, place) => (
            <Text key={column.head} style={cellStyle(column)}>
              {cells[place] ?? ''}
            </Text>
          ))}
        </View>
      ))}
    </View>
  );
}
