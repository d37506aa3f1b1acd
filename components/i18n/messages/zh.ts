import accounts from './zh/accounts.json';
import capital from './zh/capital.json';
import entries from './zh/entries.json';
import margin from './zh/margin.json';
import names from './zh/names.json';
import shell from './zh/shell.json';
import you from './zh/you.json';

/** Every text of the portal, by the page or part that says it. */
export const zh = { accounts, capital, entries, margin, names, shell, you };
