import { describe, expect, it } from 'vitest';
import { ACCESS_GROUPS, AUDIT_ACTIONS, auditActionsOf, auditGroupOf, readAuditChoice } from './audit';

describe('what the audit log can be asked for', () => {
  it('is an action, or all of a group', () => {
    for (const action of AUDIT_ACTIONS) {
      expect(readAuditChoice(action)).toBe(action);
      expect(auditActionsOf(action)).toEqual([action]);
      expect(auditActionsOf(`${auditGroupOf(action)}.*`)).toContain(action);
    }
    expect(readAuditChoice('session.*')).toBe('session.*');
    expect(auditActionsOf('session.*')).toEqual(['session.ended']);
  });

  it('is nothing else', () => {
    for (const nonsense of ['', 'person', 'person.', '*', '.*', 'nothing.*', 'person.changed.*', 'toString'])
      expect(readAuditChoice(nonsense)).toBeNull();
  });

  it('tells administrators nothing of money', () => {
    const others = AUDIT_ACTIONS.map(auditGroupOf).filter(
      (group) => !(ACCESS_GROUPS as readonly string[]).includes(group),
    );
    expect([...new Set(others)]).toEqual([
      ...['run', 'policy', 'facts', 'audit', 'participation', 'bank_account', 'withdrawal', 'feed'],
      ...['proposal', 'note', 'draft', 'backtest', 'payout', 'table', 'import'],
    ]);
  });
});
