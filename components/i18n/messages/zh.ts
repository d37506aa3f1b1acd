import access from './zh/access.json';
import account from './zh/account.json';
import accounts from './zh/accounts.json';
import alerts from './zh/alerts.json';
import assessment from './zh/assessment.json';
import assessments from './zh/assessments.json';
import audit from './zh/audit.json';
import backtests from './zh/backtests.json';
import calendar from './zh/calendar.json';
import capital from './zh/capital.json';
import developers from './zh/developers.json';
import entries from './zh/entries.json';
import exposure from './zh/exposure.json';
import imports from './zh/imports.json';
import margin from './zh/margin.json';
import names from './zh/names.json';
import notes from './zh/notes.json';
import notices from './zh/notices.json';
import orders from './zh/orders.json';
import payouts from './zh/payouts.json';
import policy from './zh/policy.json';
import proposals from './zh/proposals.json';
import rules from './zh/rules.json';
import runs from './zh/runs.json';
import search from './zh/search.json';
import shell from './zh/shell.json';
import signIn from './zh/sign_in.json';
import staffOrder from './zh/staff_order.json';
import standing from './zh/standing.json';
import statements from './zh/statements.json';
import value from './zh/value.json';
import webhooks from './zh/webhooks.json';
import why from './zh/why.json';
import withdrawals from './zh/withdrawals.json';

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
