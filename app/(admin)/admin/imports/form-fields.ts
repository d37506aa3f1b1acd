import type { ConstantField } from '@/engine/import-columns';

/** The names of the fields in which a CSV's columns are chosen. */

export const columnField = (column: number) => `column_${column}`;
export const constantField = (field: ConstantField) => `every_${field}`;
