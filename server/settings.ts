import { isIP } from 'node:net';
import { z } from 'zod';
import { DEFAULT_RUN_AT, isTimeOfDay, type TimeOfDay } from '../engine/run-clock';
import { payersProblem } from '../services/payouts/read-payers';

/** What the server's environment says, read and checked in one place before anything starts. */

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const LEAST_SECRET_CHARACTERS = 32;
const MOST_LATE_MINUTES = 24 * 60;
const MOST_QUIET_DAYS = 366;
const MOST_ADDRESSES = 20;
/** As Standard Webhooks has it. */
const LEAST_KEY_BYTES = 24;
const MOST_KEY_BYTES = 64;

/** A setting that says nothing usable: one line that names it and what to write. */
export class SettingError extends Error {
  override name = 'SettingError';
}

/** An empty variable is one that is not set. */
const text = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

function setting<T>(read: (value: string) => T | undefined, refusal: (value: string) => string) {
  return text.transform((value, context) => {
    if (value === undefined) return undefined;
    const found = read(value);
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: refusal(value) });
    return z.NEVER;
  });
}

function urlOf(value: string, protocols: readonly string[]): URL | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  return protocols.includes(url.protocol) ? url : undefined;
}

function portOf(value: string): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number < 65536 ? number : undefined;
}

/** Scheme, host and port alone, as a browser names it. */
function originOf(value: string): URL | undefined {
  const url = urlOf(value, ['https:', 'http:']);
  const isBare =
    url?.pathname === '/' && !url.search && !url.hash && !url.username && !url.password && url.host;
  return isBare ? url : undefined;
}

/** A whole number in bounds. */
function wholeOf(value: string, least: number, most: number): number | undefined {
  const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

/** Where alerts go: encrypted, but for a program on the same machine. */
function webhookOf(value: string): string | undefined {
  const url = urlOf(value, ['https:', 'http:']);
  if (url === undefined) return undefined;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || isHere ? url.href : undefined;
}

/** The bytes of a signing secret in the form of Standard Webhooks. */
function signingKeyOf(value: string): Buffer | undefined {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value) ?? [];
  const key = Buffer.from(base64, 'base64');
  return key.length >= LEAST_KEY_BYTES && key.length <= MOST_KEY_BYTES ? key : undefined;
}

const ADDRESS = /^[^\s<>@,;\p{Cc}]+@[^\s<>@,;\p{Cc}]+$/u;

function addressesOf(value: string): string[] | undefined {
  const addresses = value.split(',').map((each) => each.trim());
  return addresses.length <= MOST_ADDRESSES && addresses.every((each) => ADDRESS.test(each))
    ? addresses
    : undefined;
}

/** An e-mail address, alone or in angle brackets after a name. */
const SENDER = /^(?:[^<>@\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u;

/** Where traces are sent. A port that speaks gRPC alone would look like silence. */
function collectorOf(value: string): boolean {
  return Boolean(urlOf(value, ['https:', 'http:'])?.host);
}

const NO_COLLECTOR = 'is no address that traces can be sent to: write one such as';
const OTLP_PROTOCOLS = ['http/protobuf', 'http/json'] as const;
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

function protocol(name: string) {
  return setting(
    (value) => OTLP_PROTOCOLS.find((each) => each === value),
    (value) => `${name} is not spoken here: ${value}. Write ${OTLP_PROTOCOLS.join(' or ')}.`,
  );
}

const SETTINGS = z.object({
  PORT: setting(portOf, (value) => `PORT is not a port: ${value}`),
  HOST: setting(
    (value) => (isIP(value) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value) ? value : undefined),
    (value) => `HOST is no address to listen on: ${value}. Write one such as 127.0.0.1, or leave it out.`,
  ),
  // Its value holds a password, so a refusal does not repeat it.
  DATABASE_URL: setting(
    (value) => (urlOf(value, ['postgres:', 'postgresql:']) ? value : undefined),
    () =>
      'DATABASE_URL is no address of a PostgreSQL: write postgres://user:password@host:5432/database, or leave it out.',
  ),
  SLUICE_DEMO: setting(
    (value) => (value === '0' || value === '1' ? value === '1' : undefined),
    (value) => `SLUICE_DEMO is neither 0 nor 1: ${value}`,
  ),
  SLUICE_ORIGIN: setting(
    originOf,
    (value) =>
      `SLUICE_ORIGIN is not where the portal is reached: ${value}. Write it as https://sluice.example.com, without a path.`,
  ),
  SLUICE_TRUSTED_PROXIES: setting(
    (value) => (/^\d{1,2}$/.test(value) ? Number(value) : undefined),
    (value) =>
      `SLUICE_TRUSTED_PROXIES is no number of proxies: ${value}. Write 0 where browsers reach the server directly, 1 behind one proxy.`,
  ),
  SLUICE_RATE_LIMIT_FACTOR: setting(
    (value) => (/^\d+(\.\d+)?$/.test(value) && Number(value) > 0 ? Number(value) : undefined),
    (value) =>
      `SLUICE_RATE_LIMIT_FACTOR is no number above 0: ${value}. Write 2 for twice the limits, 0.5 for half.`,
  ),
  SLUICE_LOG_LEVEL: setting(
    (value) => LOG_LEVELS.find((level) => level === value),
    (value) => `SLUICE_LOG_LEVEL is no level: ${value}. Write one of ${LOG_LEVELS.join(', ')}.`,
  ),
  // Its value may hold a password, so a refusal does not repeat it.
  SLUICE_SMTP_URL: setting(
    (value) => (urlOf(value, ['smtp:', 'smtps:'])?.hostname ? value : undefined),
    () =>
      'SLUICE_SMTP_URL is no address of a mail server: write smtp://user:password@host:587 or smtps://user:password@host, or leave it out.',
  ),
  SLUICE_MAIL_FROM: setting(
    (value) => (SENDER.test(value) ? value : undefined),
    (value) =>
      `SLUICE_MAIL_FROM is no sender of e-mails: ${value.replaceAll(/\p{Cc}/gu, ' ')}. Write one such as Sluice <sluice@example.com>.`,
  ),
  SLUICE_SCHEDULER: setting(
    (value) => (value === '0' || value === '1' ? value === '1' : undefined),
    (value) => `SLUICE_SCHEDULER is neither 0 nor 1: ${value}`,
  ),
  SLUICE_RUN_AT: setting(
    (value) => (isTimeOfDay(value) ? value : undefined),
    (value) =>
      `SLUICE_RUN_AT is no time of day: ${value}. Write hours and minutes as ${DEFAULT_RUN_AT}, in the policy's time zone.`,
  ),
  SLUICE_RUN_LATE_MINUTES: setting(
    (value) => wholeOf(value, 1, MOST_LATE_MINUTES),
    (value) =>
      `SLUICE_RUN_LATE_MINUTES is no number of minutes from 1 to ${MOST_LATE_MINUTES}: ${value}. Write 60 to be told of a run an hour after it was due.`,
  ),
  SLUICE_RUN_QUIET_DAYS: setting(
    (value) => wholeOf(value, 1, MOST_QUIET_DAYS),
    (value) =>
      `SLUICE_RUN_QUIET_DAYS is no number of days from 1 to ${MOST_QUIET_DAYS}: ${value}. Write 7 to be told after a week with nothing to do.`,
  ),
  // Its value may hold a secret, so a refusal does not repeat it.
  SLUICE_ALERT_WEBHOOK: setting(
    webhookOf,
    () =>
      'SLUICE_ALERT_WEBHOOK is no address to post to: write https://alerts.example.com/sluice (http only for localhost), or leave it out.',
  ),
  SLUICE_ALERT_SECRET: setting(
    signingKeyOf,
    () =>
      `SLUICE_ALERT_SECRET is no signing secret: write whsec_ and ${LEAST_KEY_BYTES} to ${MOST_KEY_BYTES} random bytes in base64, or leave it out.`,
  ),
  SLUICE_ALERT_EMAIL: setting(
    addressesOf,
    (value) =>
      `SLUICE_ALERT_EMAIL is no list of e-mail addresses: ${value.replaceAll(/\p{Cc}/gu, ' ')}. Write up to ${MOST_ADDRESSES} with commas between them, such as ops@example.com, finance@example.com.`,
  ),
  SLUICE_WEBHOOK_PRIVATE: setting(
    (value) => (value === '0' || value === '1' ? value === '1' : undefined),
    (value) =>
      `SLUICE_WEBHOOK_PRIVATE is neither 0 nor 1: ${value}. Write 1 to let webhooks go to private addresses and by http, for a test receiver alone.`,
  ),
  SLUICE_PAYERS: setting(
    (value) => (payersProblem(value) === null ? value : undefined),
    (value) =>
      `SLUICE_PAYERS does not name the accounts that payouts are paid from: ${payersProblem(value)}. Write it as [{"currency":"EUR","name":"Market GmbH","iban":"DE89370400440532013000","bic":"COBADEFF"}], with "account" for "iban" where a bank has no IBANs, or leave it out.`,
  ),
  // Its value is a secret, so a refusal does not repeat it.
  SLUICE_METRICS_TOKEN: setting(
    (value) => (/^[\w.~+/=-]{16,200}$/.test(value) ? value : undefined),
    () =>
      'SLUICE_METRICS_TOKEN is no token: write 16 to 200 random letters and digits, which Prometheus then sends as a bearer token, or leave it out.',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    (value) => (collectorOf(value) ? value : undefined),
    () => `OTEL_EXPORTER_OTLP_ENDPOINT ${NO_COLLECTOR} http://localhost:4318, or leave it out.`,
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: setting(
    (value) => (collectorOf(value) ? value : undefined),
    () =>
      `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ${NO_COLLECTOR} http://localhost:4318/v1/traces, or leave it out.`,
  ),
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol('OTEL_EXPORTER_OTLP_PROTOCOL'),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'),
  OTEL_TRACES_SAMPLER: setting(
    (value) => SAMPLERS.find((sampler) => sampler === value),
    (value) => `OTEL_TRACES_SAMPLER is no sampler: ${value}. Write one of ${SAMPLERS.join(', ')}.`,
  ),
  OTEL_TRACES_SAMPLER_ARG: setting(
    (value) => (/^(0(\.\d+)?|1(\.0+)?)$/.test(value) ? value : undefined),
    (value) => `OTEL_TRACES_SAMPLER_ARG is no share from 0 to 1: ${value}. Write 0.1 for one trace in ten.`,
  ),
  SLUICE_SECRET: setting(
    (value) => (value.length >= LEAST_SECRET_CHARACTERS ? value : undefined),
    () =>
      `SLUICE_SECRET is too short: write at least ${LEAST_SECRET_CHARACTERS} random characters, or leave it out to have one made.`,
  ),
});

/** What operators are told of, and where. */
export interface AlertSettings {
  /** A run is late so many minutes after it was due. */
  lateMinutes: number;
  /** So many days with nothing to do are long. */
  quietDays: number;
  /** Where alerts are posted, and by which key they are signed; null where they are not. */
  webhook: { url: string; key: Buffer | null } | null;
  /** Who gets them by e-mail; null where nobody does. */
  emails: string[] | null;
}

export interface Settings {
  port: number;
  /** The address to listen on; undefined for all of them. */
  host: string | undefined;
  /** Undefined where the embedded database is meant. */
  databaseUrl: string | undefined;
  /** Whether the demo is wanted; undefined where nothing is said. */
  demo: boolean | undefined;
  /** Where browsers reach the portal; null where nothing is said, and then each request's own Host is. */
  origin: URL | null;
  /** How many proxies of ours a request comes through. */
  trustedProxies: number;
  rateLimitFactor: number;
  secret: string | undefined;
  /** Where e-mails are sent through, and from whom; null where none are sent. */
  mail: { url: string; from: string } | null;
  /** Whether this server starts the daily runs. */
  scheduler: boolean;
  /** When a day's run is due, in the policy's time zone. */
  runAt: TimeOfDay;
  alerts: AlertSettings;
  /** Whether webhooks may go to private addresses and by http: for a test receiver alone. */
  webhookPrivate: boolean;
  /** Whether traces are sent somewhere; where and which, OpenTelemetry's library reads by itself. */
  traces: boolean;
}

/** Reads the settings. Throws `SettingError` at the first that says nothing usable. */
export function readSettings(environment: Record<string, string | undefined> = process.env): Settings {
  const read = SETTINGS.safeParse(environment);
  if (!read.success) throw new SettingError(read.error.issues[0]?.message);
  const found = read.data;
  const { SLUICE_SMTP_URL: smtpUrl, SLUICE_MAIL_FROM: from } = found;
  if (smtpUrl !== undefined && from === undefined)
    throw new SettingError(
      'SLUICE_MAIL_FROM is not set, and SLUICE_SMTP_URL is: write who e-mails come from, such as Sluice <sluice@example.com>.',
    );
  if (smtpUrl === undefined && found.SLUICE_ALERT_EMAIL !== undefined)
    throw new SettingError(
      'SLUICE_ALERT_EMAIL is set, and SLUICE_SMTP_URL is not: name the mail server that alerts go through, or leave the addresses out.',
    );
  return {
    port: found.PORT ?? 3000,
    host: found.HOST,
    databaseUrl: found.DATABASE_URL,
    demo: found.SLUICE_DEMO,
    origin: found.SLUICE_ORIGIN ?? null,
    trustedProxies: found.SLUICE_TRUSTED_PROXIES ?? 0,
    rateLimitFactor: found.SLUICE_RATE_LIMIT_FACTOR ?? 1,
    secret: found.SLUICE_SECRET,
    mail: smtpUrl === undefined || from === undefined ? null : { url: smtpUrl, from },
    scheduler: found.SLUICE_SCHEDULER ?? true,
    runAt: found.SLUICE_RUN_AT ?? DEFAULT_RUN_AT,
    alerts: {
      lateMinutes: found.SLUICE_RUN_LATE_MINUTES ?? 60,
      quietDays: found.SLUICE_RUN_QUIET_DAYS ?? 7,
      webhook:
        found.SLUICE_ALERT_WEBHOOK === undefined
          ? null
          : { url: found.SLUICE_ALERT_WEBHOOK, key: found.SLUICE_ALERT_SECRET ?? null },
      emails: found.SLUICE_ALERT_EMAIL ?? null,
    },
    webhookPrivate: found.SLUICE_WEBHOOK_PRIVATE ?? false,
    traces:
      (found.OTEL_EXPORTER_OTLP_ENDPOINT ?? found.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) !== undefined &&
      environment.OTEL_SDK_DISABLED?.trim().toLowerCase() !== 'true',
  };
}
