import accounts from './en/accounts.json';
import capital from './en/capital.json';
import entries from './en/entries.json';
import margin from './en/margin.json';
import names from './en/names.json';
import shell from './en/shell.json';
import you from './en/you.json';

/** Every text of the portal, by the page or part that says it. */
export const en = { accounts, capital, entries, margin, names, shell, you };
