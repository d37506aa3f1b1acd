import { CAST } from './cast';

/** Somebody to look at the demo as. Their names say what they are, for they are no more than that. */
export interface DemoPerson {
  id: string;
  name: string;
  email: string;
  role: 'seller' | 'reviewer' | 'approver' | 'auditor' | 'administrator';
  /** A seller's merchant. */
  merchant: string | null;
  /** What there is to see as them. */
  story: string;
}

const STAFF: readonly Pick<DemoPerson, 'name' | 'role' | 'story'>[] = [
  { name: 'Rui Chen (reviewer)', role: 'reviewer', story: 'Looks at assessments, and starts the daily run.' },
  { name: 'Ada Okafor (approver)', role: 'approver', story: 'Approves what a reviewer proposed.' },
  {
    name: 'Aude Martin (auditor)',
    role: 'auditor',
    story: 'Reads everything, the audit log too; changes nothing.',
  },
  { name: 'Abel Souza (administrator)', role: 'administrator', story: 'People and API keys; sees no money.' },
];

/** The demo's people: one for each role, and a seller for each merchant of the cast. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  ...STAFF.map((person) => ({
    ...person,
    id: `demo-${person.role}`,
    email: `${person.role}@demo.example`,
    merchant: null,
  })),
  ...Object.values(CAST).map((shop) => ({
    id: `demo-seller-${shop.id}`,
    name: `${shop.name} (seller)`,
    email: `${shop.id}@demo.example`,
    role: 'seller' as const,
    merchant: shop.id,
    story: shop.story ?? '',
  })),
];
