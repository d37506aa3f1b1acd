/** What operators are told of without asking. */
export const ALERT_KINDS = ['run_late', 'run_failed', 'nothing_to_do'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Where an alert goes besides the log and the metrics. */
export const ALERT_CHANNELS = ['webhook', 'email'] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];
