CREATE TABLE "alert_deliveries" (
	"delivery_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alert_deliveries_delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"alert_id" bigint NOT NULL,
	"channel" text NOT NULL,
	"event" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_error" text,
	"sent_at" timestamp with time zone,
	CONSTRAINT "alert_deliveries_once" UNIQUE("alert_id","channel","event"),
	CONSTRAINT "alert_deliveries_channel" CHECK ("alert_deliveries"."channel" in ('webhook', 'email')),
	CONSTRAINT "alert_deliveries_event" CHECK ("alert_deliveries"."event" in ('opened', 'resolved')),
	CONSTRAINT "alert_deliveries_status" CHECK ("alert_deliveries"."status" in ('waiting', 'sent', 'given_up')),
	CONSTRAINT "alert_deliveries_sent" CHECK (("alert_deliveries"."status" = 'sent') = ("alert_deliveries"."sent_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"alert_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alerts_alert_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "alerts_kind" CHECK ("alerts"."kind" in ('run_late', 'run_failed', 'nothing_to_do'))
);
--> statement-breakpoint
CREATE TABLE "merchant_notes" (
	"note_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "merchant_notes_note_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"merchant_id" text COLLATE "C" NOT NULL,
	"text" text NOT NULL,
	"written_by" text NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "merchant_notes_text" CHECK (char_length(btrim("merchant_notes"."text")) between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "payout_answers" (
	"answer_id" text PRIMARY KEY NOT NULL,
	"batch_id" text NOT NULL,
	"file_hash" text NOT NULL,
	"summary" jsonb NOT NULL,
	"read_by" text NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payout_answers_file_once" UNIQUE("file_hash"),
	CONSTRAINT "payout_answers_file_hash" CHECK ("payout_answers"."file_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "payout_batches" (
	"batch_id" text PRIMARY KEY NOT NULL,
	"currency" text NOT NULL,
	"message_id" text NOT NULL,
	"payer" jsonb NOT NULL,
	"execute_on" date NOT NULL,
	"withdrawals" integer NOT NULL,
	"total_minor" bigint NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payout_batches_message_once" UNIQUE("message_id"),
	CONSTRAINT "payout_batches_sums" CHECK ("payout_batches"."withdrawals" > 0 and "payout_batches"."total_minor" > 0),
	CONSTRAINT "payout_batches_message_id" CHECK ("payout_batches"."message_id" ~ '^[A-Za-z0-9-]{1,35}$'),
	CONSTRAINT "payout_batches_currency" CHECK ("payout_batches"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "backtest_merchants" (
	"backtest_id" text NOT NULL,
	"merchant_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"sooner_minor_days" numeric NOT NULL,
	"owed_more_minor" bigint NOT NULL,
	"lost_more_minor" bigint NOT NULL,
	"figures" jsonb NOT NULL,
	CONSTRAINT "backtest_merchants_backtest_id_merchant_id_currency_pk" PRIMARY KEY("backtest_id","merchant_id","currency")
);
--> statement-breakpoint
CREATE TABLE "backtests" (
	"backtest_id" text PRIMARY KEY NOT NULL,
	"draft_id" text,
	"draft_revision" integer NOT NULL,
	"policy" jsonb NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"touched_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"facts_played" bigint DEFAULT 0 NOT NULL,
	"facts_to_play" bigint DEFAULT 0 NOT NULL,
	"error" text,
	"result" jsonb,
	CONSTRAINT "backtests_status" CHECK ("backtests"."status" in ('waiting', 'running', 'done', 'failed', 'stopped')),
	CONSTRAINT "backtests_period" CHECK ("backtests"."from_on" <= "backtests"."to_on"),
	CONSTRAINT "backtests_result" CHECK (("backtests"."status" = 'done') = ("backtests"."result" is not null)),
	CONSTRAINT "backtests_finished" CHECK (("backtests"."status" in ('done', 'failed', 'stopped')) = ("backtests"."finished_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "policy_drafts" (
	"draft_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"policy" jsonb NOT NULL,
	"base_version" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "policy_drafts_name" CHECK (char_length(btrim("policy_drafts"."name")) between 1 and 200),
	CONSTRAINT "policy_drafts_revision" CHECK ("policy_drafts"."revision" > 0)
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"proposal_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"merchant_id" text COLLATE "C",
	"order_id" text COLLATE "C",
	"content" jsonb NOT NULL,
	"why" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"decision_why" text,
	"fact_id" text COLLATE "C",
	"policy_version" integer,
	CONSTRAINT "proposals_kind" CHECK ("proposals"."kind" in ('override', 'write_off', 'adjustment', 'correction', 'policy')),
	CONSTRAINT "proposals_status" CHECK ("proposals"."status" in ('open', 'approved', 'declined', 'withdrawn')),
	CONSTRAINT "proposals_subject" CHECK (("proposals"."kind" = 'policy') = ("proposals"."merchant_id" is null)
        and ("proposals"."kind" = 'correction') = ("proposals"."order_id" is not null)),
	CONSTRAINT "proposals_why" CHECK (char_length(btrim(why)) >= 20),
	CONSTRAINT "proposals_decided" CHECK (num_nonnulls("proposals"."decided_by", "proposals"."decided_at") = case when "proposals"."status" = 'open' then 0 else 2 end),
	CONSTRAINT "proposals_two_people" CHECK (case "proposals"."status" when 'open' then true when 'withdrawn' then "proposals"."decided_by" = "proposals"."proposed_by"
        else "proposals"."decided_by" <> "proposals"."proposed_by" end),
	CONSTRAINT "proposals_outcome" CHECK (num_nonnulls("proposals"."fact_id", "proposals"."policy_version") = case when "proposals"."status" = 'approved' then 1 else 0 end
        and ("proposals"."policy_version" is null or "proposals"."kind" = 'policy'))
);
--> statement-breakpoint
ALTER TABLE "entries" DROP CONSTRAINT "entries_kind";--> statement-breakpoint
ALTER TABLE "facts" DROP CONSTRAINT "facts_type";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "entry_days" DROP CONSTRAINT "entry_days_kind";--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "override_until" date;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "effective_from" date;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "skipped" jsonb;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "started_by" text;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD COLUMN "batch_id" text;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_alert_id_alerts_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("alert_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_notes" ADD CONSTRAINT "merchant_notes_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_notes" ADD CONSTRAINT "merchant_notes_written_by_people_person_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_answers" ADD CONSTRAINT "payout_answers_batch_id_payout_batches_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."payout_batches"("batch_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_answers" ADD CONSTRAINT "payout_answers_read_by_people_person_id_fk" FOREIGN KEY ("read_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_batches" ADD CONSTRAINT "payout_batches_made_by_people_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backtest_merchants" ADD CONSTRAINT "backtest_merchants_backtest" FOREIGN KEY ("backtest_id") REFERENCES "public"."backtests"("backtest_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backtests" ADD CONSTRAINT "backtests_draft_id_policy_drafts_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."policy_drafts"("draft_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backtests" ADD CONSTRAINT "backtests_asked_by_people_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_base_version_policy_versions_version_fk" FOREIGN KEY ("base_version") REFERENCES "public"."policy_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_made_by_people_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_changed_by_people_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_proposed_by_people_person_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decided_by_people_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_policy_version_policy_versions_version_fk" FOREIGN KEY ("policy_version") REFERENCES "public"."policy_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_deliveries_waiting" ON "alert_deliveries" USING btree ("next_try_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_one_open" ON "alerts" USING btree ("kind","subject") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "alerts_by_time" ON "alerts" USING btree ("opened_at");--> statement-breakpoint
CREATE INDEX "merchant_notes_of_merchant" ON "merchant_notes" USING btree ("merchant_id","note_id");--> statement-breakpoint
CREATE INDEX "payout_answers_of_batch" ON "payout_answers" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "payout_batches_by_time" ON "payout_batches" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "backtest_merchants_by_gain" ON "backtest_merchants" USING btree ("backtest_id","currency","sooner_minor_days");--> statement-breakpoint
CREATE INDEX "backtests_by_time" ON "backtests" USING btree ("asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_one_open" ON "proposals" USING btree ("kind",coalesce(merchant_id, ''),coalesce(order_id, ''),coalesce(content ->> 'currency', '')) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "proposals_of_merchant" ON "proposals" USING btree ("merchant_id","proposed_at");--> statement-breakpoint
CREATE INDEX "proposals_by_time" ON "proposals" USING btree ("proposed_at","proposal_id");--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_batch_id_payout_batches_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."payout_batches"("batch_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "withdrawals_of_batch" ON "withdrawals" USING btree ("batch_id") WHERE batch_id is not null;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_kind" CHECK ("entries"."kind" in ('order_payment', 'order_cancellation', 'adjustment', 'withdrawal', 'withdrawal_return', 'release_early', 'release_standard', 'release_closure', 'refund_from_order', 'deduction', 'platform_refund', 'hold_freed', 'hold_release', 'write_off'));--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_type" CHECK ("facts"."type" in ('merchant.opened', 'order.paid', 'order.shipped', 'order.delivered', 'order.confirmed', 'order.cancelled', 'dispute.opened', 'dispute.closed', 'feedback.left', 'refund.settled', 'adjustment.posted', 'withdrawal.settled', 'withdrawal.returned', 'merchant.closed', 'merchant.opted_out', 'merchant.opted_in', 'override.set', 'override.set_until', 'receivable.written_off', 'order.corrected'));--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_override_until" CHECK ("merchants"."override_until" is null or "merchants"."override_decision" <> 'none');--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('enrolled', 'tier_changed', 'cancelled', 'closed', 'deduction', 'debt', 'holds_released', 'bank_account_added', 'bank_account_removed', 'withdrawal_sent', 'withdrawal_returned', 'adjusted', 'debt_written_off', 'order_corrected'));--> statement-breakpoint
ALTER TABLE "entry_days" ADD CONSTRAINT "entry_days_kind" CHECK ("entry_days"."kind" in ('order_payment', 'order_cancellation', 'adjustment', 'withdrawal', 'withdrawal_return', 'release_early', 'release_standard', 'release_closure', 'refund_from_order', 'deduction', 'platform_refund', 'hold_freed', 'hold_release', 'write_off'));