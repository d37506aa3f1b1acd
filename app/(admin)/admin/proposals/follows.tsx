import type { Follows } from '@/services/proposals/follows';
import { AmountFollows } from './follows-amount';
import { CorrectionFollows } from './follows-correction';
import { OverrideFollows } from './follows-override';

/** What follows from a proposal if it is approved, with its sums: here and in the form that proposes it. */
export function FollowsView({ follows }: { follows: Follows }) {
  switch (follows.kind) {
    case 'override':
      return <OverrideFollows follows={follows} />;
    case 'write_off':
    case 'adjustment':
      return <AmountFollows follows={follows} />;
    case 'correction':
      return <CorrectionFollows follows={follows} />;
  }
}
