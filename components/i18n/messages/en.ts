import access from './en/access.json';
import account from './en/account.json';
import accounts from './en/accounts.json';
import assessment from './en/assessment.json';
import assessments from './en/assessments.json';
import audit from './en/audit.json';
import capital from './en/capital.json';
import entries from './en/entries.json';
import margin from './en/margin.json';
import names from './en/names.json';
import runs from './en/runs.json';
import shell from './en/shell.json';
import signIn from './en/sign_in.json';

/** Every text of the portal, by the page or part that says it. */
export const en = {
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
