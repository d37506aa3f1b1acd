/** What the demo's reviewer has proposed by its last day, and what became of it. */

interface Told {
  /** A UUID of its own: the demo that is filled again after it was broken off proposes nothing twice. */
  id: string;
  merchant: string;
  why: string;
  /** What the approver did on the same afternoon; left out where it is open. */
  decision?: { to: 'approved' | 'declined'; why: string };
}

export type DemoProposal = Told &
  (
    | { kind: 'override'; to: 'eligible' | 'ineligible'; tier: string; days: number }
    /** All that is owed in the currency. */
    | { kind: 'write_off'; currency: string }
  );

/** In stores whose figures nothing else is told of. */
export const DEMO_PROPOSALS: readonly DemoProposal[] = [
  {
    id: '5f0d7c1e-0a51-4f5b-9a37-6f1f5d0c0001',
    ...{ merchant: 'moss-and-mortar', kind: 'override', to: 'eligible', tier: 'B', days: 90 },
    why: 'The garden season’s refunds came from one supplier’s cracked batch, which was taken back in full. The supplier has been changed, and buyers have not complained of it since.',
    decision: {
      to: 'approved',
      why: 'Read the supplier’s letter and looked through the latest orders: the cause is gone.',
    },
  },
  {
    id: '5f0d7c1e-0a51-4f5b-9a37-6f1f5d0c0002',
    ...{ merchant: 'tangerine-tents', kind: 'override', to: 'eligible', tier: 'C', days: 60 },
    why: 'Late shipments stem from the carrier’s strike at the port; tracking shows the normal pace again for two weeks. Against it: the store gave no notice to its buyers.',
  },
  {
    id: '5f0d7c1e-0a51-4f5b-9a37-6f1f5d0c0003',
    ...{ merchant: 'apex-air', kind: 'write_off', currency: 'USD' },
    why: 'The seller writes that the company is being wound up, and has sold next to nothing for seven weeks: there will be no sales to recover it from. Against it: the supplier of the recalled purifiers has not answered yet.',
  },
  {
    id: '5f0d7c1e-0a51-4f5b-9a37-6f1f5d0c0004',
    ...{ merchant: 'night-market', kind: 'override', to: 'eligible', tier: 'C', days: 180 },
    why: 'The seller asks for early release before the holidays and promises to answer complaints within a day from now on.',
    decision: {
      to: 'declined',
      why: 'A promise is no record. The refunds are still above the limit; look again in spring.',
    },
  },
];
