import type { Book, Scene } from './book';
import type { FactOf, FailureCode } from './facts';
import { redateHoldsForClosure } from './holds';

/**
 * A store closes (rules.md, section 9): it takes no further part, its orders still held follow the closure rule,
 * its open holds are dated anew. Closed already: `bad_state`. All its open holds must be loaded.
 */
export function closeMerchant(book: Book, scene: Scene, fact: FactOf<'merchant.closed'>): FailureCode | null {
  const { merchant } = book;
  if (merchant.enrolment === 'closed') return 'bad_state';
  book.changeEnrolment(scene, 'closed', 'closed', null, '9');
  merchant.closedOn = scene.actsOn;
  merchant.closureReason = fact.reason;
  redateHoldsForClosure(book, scene);
  book.dueNoLaterThan(scene.openOn ?? scene.actsOn);
  return null;
}
