import access from './en/access.json';
import account from './en/account.json';
import accounts from './en/accounts.json';
import alerts from './en/alerts.json';
import assessment from './en/assessment.json';
import assessments from './en/assessments.json';
import audit from './en/audit.json';
import backtests from './en/backtests.json';
import calendar from './en/calendar.json';
import capital from './en/capital.json';
import developers from './en/developers.json';
import entries from './en/entries.json';
import exposure from './en/exposure.json';
import imports from './en/imports.json';
import margin from './en/margin.json';
import names from './en/names.json';
import notes from './en/notes.json';
import notices from './en/notices.json';
import orders from './en/orders.json';
import payouts from './en/payouts.json';
import policy from './en/policy.json';
import proposals from './en/proposals.json';
import rules from './en/rules.json';
import runs from './en/runs.json';
import search from './en/search.json';
import shell from './en/shell.json';
import signIn from './en/sign_in.json';
import staffOrder from './en/staff_order.json';
import standing from './en/standing.json';
import statements from './en/statements.json';
import value from './en/value.json';
import webhooks from './en/webhooks.json';
import why from './en/why.json';
import withdrawals from './en/withdrawals.json';

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
  orders,
  standing,
  withdrawals,
  notices,
  statements,
  rules,
  why,
  value,
  calendar,
  shell,
  sign_in: signIn,
  proposals,
  policy,
  backtests,
  exposure,
  payouts,
  search,
  notes,
  alerts,
  imports,
  webhooks,
  developers,
  staff_order: staffOrder,
};
