/** How much happens in a history. */

export type HistorySize = {
  /** Days on which orders are paid. */
  days: number;
  orders: [least: number, most: number];
  events: [least: number, most: number];
  runs: [least: number, most: number];
};

export const DEFAULT_SIZE: HistorySize = { days: 45, orders: [10, 22], events: [20, 56], runs: [25, 45] };
