import accounts from './zh/accounts.json';
import assessment from './zh/assessment.json';
import assessments from './zh/assessments.json';
import capital from './zh/capital.json';
import entries from './zh/entries.json';
import margin from './zh/margin.json';
import names from './zh/names.json';
import runs from './zh/runs.json';
import shell from './zh/shell.json';
import you from './zh/you.json';

/** Every text of the portal, by the page or part that says it. */
export const zh = { accounts, assessment, assessments, capital, entries, margin, names, runs, shell, you };
