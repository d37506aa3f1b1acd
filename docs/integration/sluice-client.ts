/**
 * A client of Sluice's HTTP API in one file: copy it into your project. It needs nothing but `fetch` (Node 20, Deno, Bun,
 * workers). What the calls mean stands in GET /api/v1/openapi.json, and on the page /developers of your Sluice.
 *
 * Money is minor units: cents of USD, whole JPY, thousandths of KWD. It is sent as a text of digits, and comes back as one.
 * Never make a float of it: `BigInt(text)`.
 */

// --- What you send -------------------------------------------------------------------------------------------------

/** Minor units, as a text of digits or a whole number. */
export type Amount = string | number;

interface Head {
  /** Yours, 1 to 200 characters, and the same each time that you send this fact. */
  id: string;
  /** When it happened: ISO 8601 with a zone, such as 2026-03-01T09:12:30+08:00. */
  at: string;
}
type OnMerchant = Head & { merchant: string };
type OnOrder = Head & { order: string };

export type RefundReason =
  | 'no_reason_return'
  | 'seller_fault'
  | 'order_problem'
  | 'carrier_fault'
  | 'platform_fault'
  | 'goodwill';

export type Fact =
  | (OnMerchant & { type: 'merchant.opened'; name?: string })
  | (OnOrder & {
      type: 'order.paid';
      merchant: string;
      amount: Amount;
      /** ISO 4217. */
      currency: string;
      /** Your commission in basis points: 500 is 5 %. */
      fee_bps?: number;
      /** When it must be shipped to be in time. */
      ship_by?: string;
    })
  | (OnOrder & { type: 'order.shipped' | 'order.delivered' | 'order.confirmed' | 'order.cancelled' })
  | (OnOrder & { type: 'dispute.opened' | 'dispute.closed'; dispute: string })
  | (OnOrder & { type: 'feedback.left'; positive: boolean })
  | (OnOrder & { type: 'refund.settled'; refund: string; amount: Amount; reason: RefundReason })
  | (OnMerchant & {
      type: 'adjustment.posted' | 'withdrawal.settled' | 'withdrawal.returned';
      amount: Amount;
      currency: string;
    })
  | (OnMerchant & { type: 'merchant.closed'; reason: 'withdrawn' | 'liquidated' })
  | (OnMerchant & { type: 'merchant.opted_out' | 'merchant.opted_in' })
  | (OnMerchant & { type: 'override.set'; decision: 'eligible' | 'ineligible' | 'none'; tier?: string });

// --- What you get --------------------------------------------------------------------------------------------------

export type FactStatus = 'applied' | 'duplicate' | 'parked' | 'rejected';
export type RejectionCode =
  | 'bad_fact'
  | 'bad_amount'
  | 'conflict'
  | 'bad_state'
  | 'over_refund'
  | 'insufficient_funds';

export interface FactAnswer {
  id: string | null;
  status: FactStatus;
  /** Why it was rejected; only then. */
  code?: RejectionCode;
  reason?: string;
}

export type Account =
  | 'order_funds'
  | 'payment_account'
  | 'marketplace_account'
  | 'deposit'
  | 'receivable'
  | 'fees'
  | 'platform_loss'
  | 'clearing';
/** An amount of minor units for each account; they sum to zero. */
export type Accounts = Record<Account, string>;
/** What made a change: a fact of yours, or the daily run of a date. */
export type Cause = { fact: string } | { run_on: string };

export interface Entry {
  /** Its number among the merchant's: 1, 2, 3 and so on. */
  entry: number;
  kind: string;
  /** The section of the rules that made it. */
  rule: string;
  order: string | null;
  currency: string;
  booked_on: string;
  due_on: string;
  lines: Accounts;
  cause: Cause;
  policy_version: number;
  recorded_at: string;
}

export interface Hold {
  order: string;
  currency: string;
  /** What is left of it, of what was frozen. */
  amount: string;
  frozen: string;
  release_on: string;
  release_on_at_first: string;
  deadline_on: string | null;
  opened_on: string;
  tier: string;
  deposit_bps: number;
  policy_version: number;
  entry: number;
}

export type OrderState =
  | 'held'
  | 'released_early'
  | 'released_standard'
  | 'released_closure'
  | 'cancelled'
  | 'refunded';

export interface Merchant {
  enrolment: 'none' | 'enrolled' | 'cancelled' | 'closed';
  tier: string | null;
  cancelled_on: string | null;
  /** By currency. */
  accounts: Record<string, Accounts>;
  holds: { order: string; currency: string; amount: string; release_on: string }[];
  /** By order. */
  orders: Record<string, { state: OrderState; released_on: string | null }>;
  assessment: {
    date: string;
    eligible: boolean;
    score: number;
    tier: string | null;
    failed_gates: string[];
    metrics: Record<string, number | null>;
  } | null;
}

export interface Order {
  order: string;
  merchant: string;
  currency: string;
  amount: string;
  fee_bps: number;
  state: OrderState;
  paid_on: string;
  ship_by_on: string | null;
  shipped_on: string | null;
  delivered_on: string | null;
  confirmed_on: string | null;
  released_on: string | null;
  held: string;
  fee: string;
  refunded: string;
  open_disputes: number;
  hold: Hold | null;
  facts: { id: string; type: string; at: string; on: string; recorded_at: string }[];
  entries: Entry[];
  /** What happens next, by `step`: see the document. */
  next: { step: 'release' | 'hold_release' | 'shipment' | 'receipt' | 'none' };
  next_policy_version: number;
}

export interface Summary {
  business_date: string | null;
  totals: Record<string, Accounts>;
  orders: Record<string, number>;
  enrolment: Record<string, number>;
  open_holds: number;
  entries: number;
}

/** The bodies of Sluice's webhooks that move money say the entry that did, whole. */
export interface MoneyMessage {
  type: 'release.made' | 'hold.released' | 'deduction.made';
  timestamp: string;
  data: Omit<Entry, 'kind' | 'recorded_at' | 'order'> & { merchant: string; order: string };
}
export interface StandingMessage {
  type: 'enrolment.changed' | 'assessment.made';
  timestamp: string;
  data: { merchant: string };
}
/** What the page's button sends to try an endpoint. */
export interface TestMessage {
  type: 'test.ping';
  timestamp: string;
  data: { test: true };
}
export type Message = MoneyMessage | StandingMessage | TestMessage;

// --- What goes wrong -----------------------------------------------------------------------------------------------

interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  what_to_do: string;
  request_id: string | null;
  errors?: { pointer: string; reason: string }[];
}

/** An answer that is not what was asked for (RFC 9457). */
export class SluiceProblem extends Error {
  override name = 'SluiceProblem';
  readonly status: number;
  /** Which: the last part of its type, such as `no_such_merchant`; `unknown` where a proxy answered. */
  readonly kind: string;
  readonly whatToDo: string;
  /** By this the marketplace finds it in its log. */
  readonly requestId: string | null;
  readonly errors: readonly { pointer: string; reason: string }[];

  constructor(status: number, body: Partial<ProblemBody>) {
    super(body.detail ?? `Sluice answered ${status}`);
    this.status = status;
    this.kind = body.type?.startsWith('urn:sluice:problem:')
      ? (body.type.split(':').at(-1) ?? '')
      : 'unknown';
    this.whatToDo = body.what_to_do ?? '';
    this.requestId = body.request_id ?? null;
    this.errors = body.errors ?? [];
  }
}

// --- The client ----------------------------------------------------------------------------------------------------

/** The most facts that one request takes. */
export const MOST_FACTS = 1000;
/** What may go well a little later. Every call may be repeated: no fact is taken twice. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);
const LONGEST_PAUSE_MS = 60_000;

export interface ClientSettings {
  /** Where Sluice is, such as https://sluice.example.com */
  url: string;
  /** An API key with the scopes `facts:write` and `read`, as needed. */
  key: string;
  /** How often a call is tried again; 6 where nothing is said, which is about a minute. */
  retries?: number;
  /** How long one try may take. */
  timeoutMs?: number;
  /** The first pause; each next one is twice as long, with some chance in it. */
  pauseMs?: number;
  fetch?: typeof fetch;
}

interface Ask {
  method?: 'GET' | 'POST';
  body?: string;
  headers?: Record<string, string>;
  query?: Record<string, string | undefined>;
  signal?: AbortSignal;
}

export class SluiceClient {
  readonly #settings: Required<ClientSettings>;

  constructor(settings: ClientSettings) {
    this.#settings = { retries: 6, timeoutMs: 30_000, pauseMs: 500, fetch: globalThis.fetch, ...settings };
  }

  /**
   * Records facts, in their order, 1000 in a request. The answers are in the same order. Throws where a request could not
   * be made: those before it are recorded, and all may simply be sent again.
   *
   * @param options.idempotencyKey a name for exactly these facts; one is made up where there is none
   */
  async recordFacts(
    facts: readonly Fact[],
    options: { idempotencyKey?: string; signal?: AbortSignal } = {},
  ): Promise<FactAnswer[]> {
    const name = options.idempotencyKey ?? crypto.randomUUID();
    const answers: FactAnswer[] = [];
    for (let from = 0; from < facts.length; from += MOST_FACTS) {
      // Made once: what is tried again is the same, byte for byte.
      const body = JSON.stringify(facts.slice(from, from + MOST_FACTS));
      const headers = { 'content-type': 'application/json', 'idempotency-key': `${name}.${from}` };
      const { signal } = options;
      answers.push(...(await this.#ask<FactAnswer[]>('/facts', { method: 'POST', body, headers, signal })));
    }
    return answers;
  }

  merchant(merchant: string): Promise<Merchant> {
    return this.#ask(`/merchants/${encodeURIComponent(merchant)}`);
  }

  /** The balances of all entries booked on or before a date. */
  merchantAsOf(merchant: string, date: string): Promise<Pick<Merchant, 'accounts'>> {
    return this.#ask(`/merchants/${encodeURIComponent(merchant)}`, { query: { as_of: date } });
  }

  /** The merchant's entries, newest first, page after page as they are asked for. */
  async *entries(merchant: string): AsyncGenerator<Entry, void, void> {
    for await (const rows of this.#pages<Entry>(merchant, 'entries')) yield* rows;
  }

  /** The merchant's open holds by release date; or all that there ever were, newest first. */
  async *holds(merchant: string, state: 'open' | 'all' = 'open'): AsyncGenerator<Hold, void, void> {
    for await (const rows of this.#pages<Hold>(merchant, 'holds', { state })) yield* rows;
  }

  order(order: string): Promise<Order> {
    return this.#ask(`/orders/${encodeURIComponent(order)}`);
  }

  summary(): Promise<Summary> {
    return this.#ask('/summary');
  }

  async *#pages<Row>(
    merchant: string,
    name: 'entries' | 'holds',
    query: Record<string, string> = {},
  ): AsyncGenerator<Row[], void, void> {
    const path = `/merchants/${encodeURIComponent(merchant)}/${name}`;
    let cursor: string | undefined;
    do {
      const page = await this.#ask<Record<typeof name, Row[]> & { next_cursor: string | null }>(path, {
        query: { ...query, limit: '200', cursor },
      });
      yield page[name];
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }

  async #ask<Answer>(path: string, ask: Ask = {}): Promise<Answer> {
    const { retries, pauseMs } = this.#settings;
    for (let attempt = 0; ; attempt += 1) {
      let failure: unknown;
      let waitMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** attempt) * (0.5 + Math.random() / 2);
      try {
        const answer = await this.#send(path, ask);
        if (answer.ok) return (await answer.json()) as Answer;
        const problem = await problemOf(answer);
        failure = problem;
        if (!PASSING.has(problem.status) && problem.kind !== 'request_under_way') throw problem;
        waitMs = Math.max(waitMs, retryAfterMs(answer));
      } catch (error) {
        if (error instanceof SluiceProblem || ask.signal?.aborted) throw error;
        // The connection broke, or it took too long: nobody knows whether it was done.
        failure = error;
      }
      if (attempt >= retries) throw failure;
      await pause(waitMs, ask.signal);
    }
  }

  #send(path: string, { method = 'GET', body, headers, query = {}, signal }: Ask): Promise<Response> {
    const { url, key, timeoutMs, fetch } = this.#settings;
    const address = new URL(`/api/v1${path}`, url);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) address.searchParams.set(name, value);
    const late = AbortSignal.timeout(timeoutMs);
    return fetch(address, {
      ...{ method, body, redirect: 'error' },
      headers: { accept: 'application/json', ...headers, authorization: `Bearer ${key}` },
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
    });
  }
}

async function problemOf(answer: Response): Promise<SluiceProblem> {
  const text = await answer.text();
  try {
    return new SluiceProblem(answer.status, JSON.parse(text) as Partial<ProblemBody>);
  } catch {
    return new SluiceProblem(answer.status, {});
  }
}

/** Seconds, or a date. */
function retryAfterMs(answer: Response): number {
  const said = answer.headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isNaN(ms) ? 0 : Math.max(0, ms);
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', ended);
      resolve();
    }, ms);
    signal?.addEventListener('abort', ended, { once: true });
    if (signal?.aborted) ended();
  });
}
