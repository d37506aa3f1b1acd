/** How a store behaves: shares of its orders, or of its feedback. */
export interface Conduct {
  cancelled: number;
  late: number;
  /** Refunds that the merchant bears. */
  refunded: number;
  /** Days from delivery to such a refund, fewest and most. */
  refund_days: readonly [fewest: number, most: number];
  disputed: number;
  feedback: number;
  positive: number;
  /** In a sentence, for the list of merchants. */
  words: string;
}

const usual = { cancelled: 0.02, refund_days: [1, 12], feedback: 0.36 } as const;

export const CONDUCTS = {
  flawless: {
    ...usual,
    cancelled: 0,
    late: 0,
    refunded: 0,
    disputed: 0,
    positive: 1,
    words: 'Nobody ever had reason to complain.',
  },
  excellent: {
    ...usual,
    cancelled: 0.01,
    late: 0.015,
    refunded: 0.012,
    disputed: 0.003,
    positive: 0.985,
    words: 'An excellent record.',
  },
  good: {
    ...usual,
    late: 0.03,
    refunded: 0.022,
    disputed: 0.004,
    positive: 0.977,
    words: 'A good record.',
  },
  steady: {
    ...usual,
    late: 0.048,
    refunded: 0.044,
    disputed: 0.011,
    positive: 0.955,
    words: 'A steady record: inside every limit, with something to improve.',
  },
  mediocre: {
    ...usual,
    late: 0.081,
    refunded: 0.068,
    disputed: 0.016,
    positive: 0.94,
    words: 'A mediocre record, inside every limit and close to some.',
  },
  returns: {
    ...usual,
    late: 0.03,
    refunded: 0.27,
    refund_days: [1, 4],
    disputed: 0.006,
    positive: 0.985,
    words: 'Too many goods come back.',
  },
  slow: {
    ...usual,
    cancelled: 0.03,
    late: 0.19,
    refunded: 0.025,
    disputed: 0.006,
    positive: 0.96,
    words: 'Ships late too often.',
  },
  disliked: {
    ...usual,
    late: 0.04,
    refunded: 0.03,
    disputed: 0.006,
    feedback: 0.5,
    positive: 0.8,
    words: 'Buyers are not pleased with what they get.',
  },
  quarrelsome: {
    ...usual,
    late: 0.05,
    refunded: 0.035,
    disputed: 0.075,
    positive: 0.94,
    words: 'Too many orders end in a dispute.',
  },
} as const satisfies Record<string, Conduct>;

export type ConductName = keyof typeof CONDUCTS;
