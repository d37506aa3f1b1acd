CREATE TABLE "assessments" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"assessed_on" date NOT NULL,
	"run_attempt" smallint NOT NULL,
	"policy_version" integer NOT NULL,
	"window_from" date NOT NULL,
	"store_age_days" integer NOT NULL,
	"orders" integer NOT NULL,
	"disputed" integer NOT NULL,
	"refunded" integer NOT NULL,
	"late" integer NOT NULL,
	"feedback" integer NOT NULL,
	"positive" integer NOT NULL,
	"dispute_bps" integer NOT NULL,
	"refund_bps" integer NOT NULL,
	"late_shipment_bps" integer NOT NULL,
	"feedback_bps" integer,
	"failed_gates" text[] NOT NULL,
	"points_store_age" smallint NOT NULL,
	"points_dispute" smallint NOT NULL,
	"points_refund" smallint NOT NULL,
	"points_late_shipment" smallint NOT NULL,
	"points_feedback" smallint NOT NULL,
	"score" smallint NOT NULL,
	"tier_by_score" text,
	"is_eligible" boolean NOT NULL,
	"override_decision" text NOT NULL,
	"is_opted_out" boolean NOT NULL,
	"enrolment_before" text NOT NULL,
	"enrolment_after" text NOT NULL,
	"tier_after" text,
	"failures_in_a_row" integer NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assessments_merchant_id_assessed_on_pk" PRIMARY KEY("merchant_id","assessed_on"),
	CONSTRAINT "assessments_override_decision" CHECK ("assessments"."override_decision" in ('eligible', 'ineligible', 'none')),
	CONSTRAINT "assessments_enrolment_before" CHECK ("assessments"."enrolment_before" in ('none', 'enrolled', 'cancelled', 'closed')),
	CONSTRAINT "assessments_enrolment_after" CHECK ("assessments"."enrolment_after" in ('none', 'enrolled', 'cancelled', 'closed')),
	CONSTRAINT "assessments_score" CHECK ("assessments"."score" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "daily_counts" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"cohort_on" date NOT NULL,
	"event_on" date NOT NULL,
	"shipped" integer NOT NULL,
	"late" integer NOT NULL,
	"disputed" integer NOT NULL,
	"refunded" integer NOT NULL,
	"feedback" integer NOT NULL,
	"positive" integer NOT NULL,
	CONSTRAINT "daily_counts_merchant_id_cohort_on_event_on_pk" PRIMARY KEY("merchant_id","cohort_on","event_on"),
	CONSTRAINT "daily_counts_not_negative" CHECK (least("daily_counts"."shipped", "daily_counts"."late", "daily_counts"."disputed", "daily_counts"."refunded", "daily_counts"."feedback", "daily_counts"."positive") >= 0)
);
--> statement-breakpoint
CREATE TABLE "balances" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"booked_on" date NOT NULL,
	"order_funds" bigint NOT NULL,
	"payment_account" bigint NOT NULL,
	"marketplace_account" bigint NOT NULL,
	"deposit" bigint NOT NULL,
	"receivable" bigint NOT NULL,
	"fees" bigint NOT NULL,
	"platform_loss" bigint NOT NULL,
	"clearing" bigint NOT NULL,
	CONSTRAINT "balances_merchant_id_currency_booked_on_pk" PRIMARY KEY("merchant_id","currency","booked_on"),
	CONSTRAINT "balances_sum_is_zero" CHECK (order_funds + payment_account + marketplace_account + deposit + receivable + fees + platform_loss + clearing = 0),
	CONSTRAINT "balances_order_funds_sign" CHECK (order_funds >= 0),
	CONSTRAINT "balances_payment_account_sign" CHECK (payment_account >= 0),
	CONSTRAINT "balances_marketplace_account_sign" CHECK (marketplace_account >= 0),
	CONSTRAINT "balances_deposit_sign" CHECK (deposit >= 0),
	CONSTRAINT "balances_receivable_sign" CHECK (receivable <= 0),
	CONSTRAINT "balances_platform_loss_sign" CHECK (platform_loss <= 0)
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"entry_seq" bigint NOT NULL,
	"currency" text NOT NULL,
	"booked_on" date NOT NULL,
	"effective_on" date NOT NULL,
	"kind" text NOT NULL,
	"rule" text NOT NULL,
	"order_id" text COLLATE "C",
	"fact_seq" bigint,
	"run_on" date,
	"run_attempt" smallint,
	"policy_version" integer NOT NULL,
	"order_funds" bigint NOT NULL,
	"payment_account" bigint NOT NULL,
	"marketplace_account" bigint NOT NULL,
	"deposit" bigint NOT NULL,
	"receivable" bigint NOT NULL,
	"fees" bigint NOT NULL,
	"platform_loss" bigint NOT NULL,
	"clearing" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "entries_merchant_id_entry_seq_pk" PRIMARY KEY("merchant_id","entry_seq"),
	CONSTRAINT "entries_kind" CHECK ("entries"."kind" in ('order_payment', 'order_cancellation', 'adjustment', 'withdrawal', 'withdrawal_return', 'release_early', 'release_standard', 'release_closure', 'refund_from_order', 'deduction', 'platform_refund', 'hold_freed', 'hold_release')),
	CONSTRAINT "entries_sum_is_zero" CHECK (order_funds + payment_account + marketplace_account + deposit + receivable + fees + platform_loss + clearing = 0),
	CONSTRAINT "entries_one_cause" CHECK (num_nonnulls("entries"."fact_seq", "entries"."run_on") = 1),
	CONSTRAINT "entries_currency" CHECK ("entries"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "fact_routes" (
	"fact_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"merchant_id" text COLLATE "C",
	"fact_seq" bigint,
	"content_mark" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"fact_seq" bigint NOT NULL,
	"fact_id" text COLLATE "C" NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"effective_on" date NOT NULL,
	"order_id" text COLLATE "C",
	"content" json NOT NULL,
	"open_on" date,
	"run_attempt" smallint NOT NULL,
	"policy_version" integer NOT NULL,
	"first_entry_seq" bigint,
	"entries" smallint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "facts_merchant_id_fact_seq_pk" PRIMARY KEY("merchant_id","fact_seq"),
	CONSTRAINT "facts_type" CHECK ("facts"."type" in ('merchant.opened', 'order.paid', 'order.shipped', 'order.delivered', 'order.confirmed', 'order.cancelled', 'dispute.opened', 'dispute.closed', 'feedback.left', 'refund.settled', 'adjustment.posted', 'withdrawal.settled', 'withdrawal.returned', 'merchant.closed', 'merchant.opted_out', 'merchant.opted_in', 'override.set')),
	CONSTRAINT "facts_entries" CHECK (("facts"."entries" = 0) = ("facts"."first_entry_seq" is null) and "facts"."entries" between 0 and 2)
);
--> statement-breakpoint
CREATE TABLE "parked_facts" (
	"fact_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"arrival" bigint GENERATED ALWAYS AS IDENTITY (sequence name "parked_facts_arrival_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"awaited_kind" text NOT NULL,
	"awaited_id" text COLLATE "C" NOT NULL,
	"awaited_dispute_id" text COLLATE "C" NOT NULL,
	"content" json NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "parked_facts_awaited_kind" CHECK ("parked_facts"."awaited_kind" in ('merchant', 'order', 'shipment', 'dispute'))
);
--> statement-breakpoint
CREATE TABLE "refused_facts" (
	"refusal_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "refused_facts_refusal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"fact_id" text COLLATE "C" NOT NULL,
	"code" text NOT NULL,
	"content" json NOT NULL,
	"refused_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refused_facts_code" CHECK ("refused_facts"."code" in ('bad_fact', 'bad_amount', 'conflict', 'bad_state', 'over_refund', 'insufficient_funds'))
);
--> statement-breakpoint
CREATE TABLE "hold_movements" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"movement_no" integer NOT NULL,
	"kind" text NOT NULL,
	"booked_on" date NOT NULL,
	"amount_minor" bigint NOT NULL,
	"amount_after_minor" bigint NOT NULL,
	"release_on_after" date NOT NULL,
	"entry_seq" bigint,
	"rule" text NOT NULL,
	"policy_version" integer NOT NULL,
	"fact_seq" bigint,
	"run_on" date,
	"run_attempt" smallint,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hold_movements_merchant_id_order_id_movement_no_pk" PRIMARY KEY("merchant_id","order_id","movement_no"),
	CONSTRAINT "hold_movements_kind" CHECK ("hold_movements"."kind" in ('deducted', 'given_back', 'redated')),
	CONSTRAINT "hold_movements_amount" CHECK ("hold_movements"."amount_minor" >= 0 and "hold_movements"."amount_after_minor" >= 0),
	CONSTRAINT "hold_movements_entry" CHECK (("hold_movements"."kind" = 'redated') = ("hold_movements"."entry_seq" is null)),
	CONSTRAINT "hold_movements_one_cause" CHECK (num_nonnulls("hold_movements"."fact_seq", "hold_movements"."run_on") = 1)
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"frozen_minor" bigint NOT NULL,
	"amount_minor" bigint NOT NULL,
	"release_on" date NOT NULL,
	"deadline_on" date,
	"shipped_on" date NOT NULL,
	"opened_on" date NOT NULL,
	"release_on_at_first" date NOT NULL,
	"tier" text NOT NULL,
	"deposit_bps" integer NOT NULL,
	"policy_version" integer NOT NULL,
	"entry_seq" bigint NOT NULL,
	"movement_count" integer NOT NULL,
	CONSTRAINT "holds_merchant_id_order_id_pk" PRIMARY KEY("merchant_id","order_id"),
	CONSTRAINT "holds_amount" CHECK ("holds"."amount_minor" between 0 and "holds"."frozen_minor" and "holds"."frozen_minor" > 0),
	CONSTRAINT "holds_deadline" CHECK ("holds"."deadline_on" is null or "holds"."release_on" <= "holds"."deadline_on")
);
--> statement-breakpoint
CREATE TABLE "enrolment_changes" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"change_seq" bigint NOT NULL,
	"changed_on" date NOT NULL,
	"kind" text NOT NULL,
	"enrolment_before" text NOT NULL,
	"enrolment_after" text NOT NULL,
	"tier_before" text,
	"tier_after" text,
	"rule" text NOT NULL,
	"policy_version" integer NOT NULL,
	"fact_seq" bigint,
	"run_on" date,
	"run_attempt" smallint,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enrolment_changes_merchant_id_change_seq_pk" PRIMARY KEY("merchant_id","change_seq"),
	CONSTRAINT "enrolment_changes_kind" CHECK ("enrolment_changes"."kind" in ('enrolled', 'tier_changed', 'cancelled', 'closed')),
	CONSTRAINT "enrolment_changes_before" CHECK ("enrolment_changes"."enrolment_before" in ('none', 'enrolled', 'cancelled', 'closed')),
	CONSTRAINT "enrolment_changes_after" CHECK ("enrolment_changes"."enrolment_after" in ('none', 'enrolled', 'cancelled', 'closed')),
	CONSTRAINT "enrolment_changes_one_cause" CHECK (num_nonnulls("enrolment_changes"."fact_seq", "enrolment_changes"."run_on") = 1)
);
--> statement-breakpoint
CREATE TABLE "merchants" (
	"merchant_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text,
	"opened_on" date,
	"enrolment" text DEFAULT 'none' NOT NULL,
	"tier" text,
	"cancelled_on" date,
	"closed_on" date,
	"closure_reason" text,
	"is_opted_out" boolean DEFAULT false NOT NULL,
	"override_decision" text DEFAULT 'none' NOT NULL,
	"override_tier" text,
	"failures_in_a_row" integer DEFAULT 0 NOT NULL,
	"last_assessed_on" date,
	"next_due_on" date,
	"visited_on" date DEFAULT '0001-01-01' NOT NULL,
	"visited_attempt" integer DEFAULT 0 NOT NULL,
	"fact_count" bigint DEFAULT 0 NOT NULL,
	"entry_count" bigint DEFAULT 0 NOT NULL,
	"enrolment_change_count" bigint DEFAULT 0 NOT NULL,
	"last_booked_on" date,
	"currencies" text[] DEFAULT '{}' NOT NULL,
	"lock_count" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "merchants_enrolment" CHECK ("merchants"."enrolment" in ('none', 'enrolled', 'cancelled', 'closed')),
	CONSTRAINT "merchants_closure_reason" CHECK ("merchants"."closure_reason" in ('withdrawn', 'liquidated')),
	CONSTRAINT "merchants_override_decision" CHECK ("merchants"."override_decision" in ('eligible', 'ineligible', 'none')),
	CONSTRAINT "merchants_tier_while_enrolled" CHECK (("merchants"."enrolment" = 'enrolled') = ("merchants"."tier" is not null)),
	CONSTRAINT "merchants_closed_with_date" CHECK (("merchants"."enrolment" = 'closed') = ("merchants"."closed_on" is not null)),
	CONSTRAINT "merchants_closed_with_reason" CHECK (("merchants"."closed_on" is null) = ("merchants"."closure_reason" is null)),
	CONSTRAINT "merchants_cancelled_with_date" CHECK ("merchants"."enrolment" <> 'cancelled' or "merchants"."cancelled_on" is not null),
	CONSTRAINT "merchants_failures" CHECK ("merchants"."failures_in_a_row" >= 0)
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"dispute_id" text COLLATE "C" NOT NULL,
	"opened_on" date NOT NULL,
	"closed_on" date,
	CONSTRAINT "disputes_merchant_id_order_id_dispute_id_pk" PRIMARY KEY("merchant_id","order_id","dispute_id")
);
--> statement-breakpoint
CREATE TABLE "order_routes" (
	"order_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"merchant_id" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"fee_bps" integer NOT NULL,
	"paid_on" date NOT NULL,
	"ship_by_on" date,
	"shipped_on" date,
	"delivered_on" date,
	"confirmed_on" date,
	"standard_due_on" date,
	"state" text NOT NULL,
	"held_minor" bigint NOT NULL,
	"released_on" date,
	"fee_minor" bigint NOT NULL,
	"advanced_minor" bigint NOT NULL,
	"refunded_minor" bigint NOT NULL,
	"borne_minor" bigint NOT NULL,
	"open_disputes" integer NOT NULL,
	"first_dispute_on" date,
	"first_borne_refund_on" date,
	CONSTRAINT "orders_merchant_id_order_id_pk" PRIMARY KEY("merchant_id","order_id"),
	CONSTRAINT "orders_state" CHECK ("orders"."state" in ('held', 'released_early', 'released_standard', 'released_closure', 'cancelled', 'refunded')),
	CONSTRAINT "orders_amount" CHECK ("orders"."amount_minor" > 0 and "orders"."fee_bps" between 0 and 10000),
	CONSTRAINT "orders_refunded" CHECK ("orders"."refunded_minor" between 0 and "orders"."amount_minor"),
	CONSTRAINT "orders_held" CHECK ("orders"."held_minor" between 0 and "orders"."amount_minor"),
	CONSTRAINT "orders_held_while_held" CHECK (("orders"."state" = 'held') = ("orders"."held_minor" > 0)),
	CONSTRAINT "orders_released_with_date" CHECK (("orders"."released_on" is not null) = ("orders"."state" like 'released%')),
	CONSTRAINT "orders_open_disputes" CHECK ("orders"."open_disputes" >= 0)
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"order_id" text COLLATE "C" NOT NULL,
	"refund_id" text COLLATE "C" NOT NULL,
	"amount_minor" bigint NOT NULL,
	"reason" text NOT NULL,
	"is_borne" boolean NOT NULL,
	"settled_on" date NOT NULL,
	"fact_seq" bigint NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "refunds_merchant_id_order_id_refund_id_pk" PRIMARY KEY("merchant_id","order_id","refund_id"),
	CONSTRAINT "refunds_reason" CHECK ("refunds"."reason" in ('no_reason_return', 'seller_fault', 'order_problem', 'carrier_fault', 'platform_fault', 'goodwill')),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "marketplace" (
	"one" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"open_on" date,
	"run_attempt" smallint DEFAULT 0 NOT NULL,
	"is_running" boolean DEFAULT false NOT NULL,
	"policy_version" integer NOT NULL,
	"has_facts" boolean DEFAULT false NOT NULL,
	"demo_until" date,
	"is_demo_filled" boolean DEFAULT false NOT NULL,
	CONSTRAINT "marketplace_one" CHECK ("marketplace"."one" = 1)
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"policy" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"run_on" date NOT NULL,
	"attempt" smallint NOT NULL,
	"status" text NOT NULL,
	"policy_version" integer NOT NULL,
	"is_policy_new" boolean NOT NULL,
	"merchants_to_visit" integer DEFAULT 0 NOT NULL,
	"merchants_visited" integer DEFAULT 0 NOT NULL,
	"assessments" integer DEFAULT 0 NOT NULL,
	"enrolment_changes" integer DEFAULT 0 NOT NULL,
	"releases" integer DEFAULT 0 NOT NULL,
	"holds_given_back" integer DEFAULT 0 NOT NULL,
	"money" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"error" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "runs_run_on_attempt_pk" PRIMARY KEY("run_on","attempt"),
	CONSTRAINT "runs_status" CHECK ("runs"."status" in ('running', 'done')),
	CONSTRAINT "runs_finished" CHECK (("runs"."status" = 'done') = ("runs"."finished_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_counts" ADD CONSTRAINT "daily_counts_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balances" ADD CONSTRAINT "balances_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_merchant_id_order_id_orders_merchant_id_order_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_merchant_id_fact_seq_facts_merchant_id_fact_seq_fk" FOREIGN KEY ("merchant_id","fact_seq") REFERENCES "public"."facts"("merchant_id","fact_seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold_movements" ADD CONSTRAINT "hold_movements_merchant_id_order_id_holds_merchant_id_order_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."holds"("merchant_id","order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_merchant_id_order_id_orders_merchant_id_order_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment_changes" ADD CONSTRAINT "enrolment_changes_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_merchant_id_order_id_orders_merchant_id_order_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_merchant_id_order_id_orders_merchant_id_order_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marketplace" ADD CONSTRAINT "marketplace_policy_version_policy_versions_version_fk" FOREIGN KEY ("policy_version") REFERENCES "public"."policy_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_policy_version_policy_versions_version_fk" FOREIGN KEY ("policy_version") REFERENCES "public"."policy_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "facts_of_order" ON "facts" USING btree ("merchant_id","order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "parked_facts_awaited" ON "parked_facts" USING btree ("awaited_id","awaited_kind");--> statement-breakpoint
CREATE INDEX "holds_open" ON "holds" USING btree ("merchant_id","release_on","order_id") WHERE amount_minor > 0;--> statement-breakpoint
CREATE INDEX "merchants_next_due" ON "merchants" USING btree ("next_due_on","merchant_id");--> statement-breakpoint
CREATE INDEX "merchants_last_assessed" ON "merchants" USING btree ("last_assessed_on" NULLS FIRST,"merchant_id") WHERE enrolment <> 'closed' and opened_on is not null;--> statement-breakpoint
CREATE INDEX "orders_held_by_shipment" ON "orders" USING btree ("merchant_id","shipped_on") WHERE state = 'held' and open_disputes = 0 and shipped_on is not null;--> statement-breakpoint
CREATE INDEX "orders_held_by_receipt" ON "orders" USING btree ("merchant_id","standard_due_on") WHERE state = 'held' and open_disputes = 0 and standard_due_on is not null;