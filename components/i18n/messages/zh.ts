import access from './zh/access.json';
import account from './zh/account.json';
import accounts from './zh/accounts.json';
import assessment from './zh/assessment.json';
import assessments from './zh/assessments.json';
import audit from './zh/audit.json';
import capital from './zh/capital.json';
import entries from './zh/entries.json';
import margin from './zh/margin.json';
import names from './zh/names.json';
import runs from './zh/runs.json';
import shell from './zh/shell.json';
import signIn from './zh/sign_in.json';

/** Every text of the portal, by the page or part that says it. */
export const zh = {
  access,
  account,
  accounts,
  assessment,
  assessments,
  audit,
  capital,
  entries,
  margin,
  names,
  runs,
  shell,
  sign_in: signIn,
};
