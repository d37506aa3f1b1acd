CREATE TABLE "calendar_feeds" (
	"feed_id" text PRIMARY KEY NOT NULL,
	"merchant_id" text COLLATE "C" NOT NULL,
	"person_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"locale" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_read_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "calendar_feeds_token_once" UNIQUE("token_hash"),
	CONSTRAINT "calendar_feeds_token_hash" CHECK ("calendar_feeds"."token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "calendar_feeds_locale" CHECK ("calendar_feeds"."locale" ~ '^[a-z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"mail_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mails_mail_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"merchant_id" text COLLATE "C" NOT NULL,
	"notice_seq" bigint NOT NULL,
	"person_id" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_error" text,
	"sent_at" timestamp with time zone,
	CONSTRAINT "mails_once" UNIQUE("merchant_id","notice_seq","person_id"),
	CONSTRAINT "mails_status" CHECK ("mails"."status" in ('waiting', 'sent', 'given_up')),
	CONSTRAINT "mails_sent" CHECK (("mails"."status" = 'sent') = ("mails"."sent_at" is not null)),
	CONSTRAINT "mails_attempts" CHECK ("mails"."attempts" >= 0)
);
--> statement-breakpoint
CREATE TABLE "notice_cursors" (
	"merchant_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"entry_seq" bigint NOT NULL,
	"change_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_reads" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"notice_seq" bigint NOT NULL,
	"person_id" text NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notice_reads_merchant_id_notice_seq_person_id_pk" PRIMARY KEY("merchant_id","notice_seq","person_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"notice_seq" bigint NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"happened_on" date NOT NULL,
	"currency" text,
	"details" jsonb NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notices_merchant_id_notice_seq_pk" PRIMARY KEY("merchant_id","notice_seq"),
	CONSTRAINT "notices_cause_once" UNIQUE("merchant_id","cause"),
	CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('enrolled', 'tier_changed', 'cancelled', 'closed', 'deduction', 'debt', 'holds_released', 'bank_account_added', 'bank_account_removed', 'withdrawal_sent', 'withdrawal_returned')),
	CONSTRAINT "notices_seq" CHECK ("notices"."notice_seq" > 0)
);
--> statement-breakpoint
CREATE TABLE "entry_days" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"booked_on" date NOT NULL,
	"kind" text NOT NULL,
	"entries" integer NOT NULL,
	"first_seq" bigint NOT NULL,
	"last_seq" bigint NOT NULL,
	"order_funds" bigint NOT NULL,
	"payment_account" bigint NOT NULL,
	"marketplace_account" bigint NOT NULL,
	"deposit" bigint NOT NULL,
	"receivable" bigint NOT NULL,
	"fees" bigint NOT NULL,
	"platform_loss" bigint NOT NULL,
	"clearing" bigint NOT NULL,
	CONSTRAINT "entry_days_merchant_id_currency_booked_on_kind_pk" PRIMARY KEY("merchant_id","currency","booked_on","kind"),
	CONSTRAINT "entry_days_kind" CHECK ("entry_days"."kind" in ('order_payment', 'order_cancellation', 'adjustment', 'withdrawal', 'withdrawal_return', 'release_early', 'release_standard', 'release_closure', 'refund_from_order', 'deduction', 'platform_refund', 'hold_freed', 'hold_release')),
	CONSTRAINT "entry_days_places" CHECK ("entry_days"."entries" > 0 and "entry_days"."last_seq" >= "entry_days"."first_seq")
);
--> statement-breakpoint
CREATE TABLE "forecasts" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"for_on" date NOT NULL,
	"made_on" date NOT NULL,
	"paid_minor" bigint NOT NULL,
	"frozen_minor" bigint NOT NULL,
	"given_back_minor" bigint NOT NULL,
	CONSTRAINT "forecasts_merchant_id_currency_for_on_pk" PRIMARY KEY("merchant_id","currency","for_on"),
	CONSTRAINT "forecasts_ahead" CHECK ("forecasts"."for_on" > "forecasts"."made_on"),
	CONSTRAINT "forecasts_not_negative" CHECK (least("forecasts"."paid_minor", "forecasts"."frozen_minor", "forecasts"."given_back_minor") >= 0)
);
--> statement-breakpoint
CREATE TABLE "hold_days" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"release_on" date NOT NULL,
	"in_dispute" integer NOT NULL,
	"holds" integer NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "hold_days_merchant_id_currency_release_on_in_dispute_pk" PRIMARY KEY("merchant_id","currency","release_on","in_dispute"),
	CONSTRAINT "hold_days_in_dispute" CHECK ("hold_days"."in_dispute" in (0, 1)),
	CONSTRAINT "hold_days_not_negative" CHECK ("hold_days"."holds" >= 0 and "hold_days"."amount_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "release_months" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"month" date NOT NULL,
	"state" text NOT NULL,
	"orders" integer NOT NULL,
	"amount_minor" numeric NOT NULL,
	"amount_days" numeric NOT NULL,
	"received_orders" integer NOT NULL,
	"received_minor" numeric NOT NULL,
	"received_days" numeric NOT NULL,
	"standard_days" numeric NOT NULL,
	CONSTRAINT "release_months_merchant_id_currency_month_state_pk" PRIMARY KEY("merchant_id","currency","month","state"),
	CONSTRAINT "release_months_state" CHECK ("release_months"."state" in ('held', 'released_early', 'released_standard', 'released_closure', 'cancelled', 'refunded')),
	CONSTRAINT "release_months_first_day" CHECK (extract(day from "release_months"."month") = 1),
	CONSTRAINT "release_months_not_negative" CHECK (least("release_months"."orders", "release_months"."amount_minor", "release_months"."received_orders", "release_months"."received_minor") >= 0)
);
--> statement-breakpoint
CREATE TABLE "transit_days" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"days" integer NOT NULL,
	"orders" integer NOT NULL,
	CONSTRAINT "transit_days_merchant_id_days_pk" PRIMARY KEY("merchant_id","days"),
	CONSTRAINT "transit_days_not_negative" CHECK ("transit_days"."days" >= 0 and "transit_days"."orders" >= 0)
);
--> statement-breakpoint
CREATE TABLE "waiting_days" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"shipped_on" date NOT NULL,
	"standard_due_on" date NOT NULL,
	"in_dispute" integer NOT NULL,
	"orders" integer NOT NULL,
	"held_minor" bigint NOT NULL,
	"net_minor" bigint NOT NULL,
	CONSTRAINT "waiting_days_merchant_id_currency_shipped_on_standard_due_on_in_dispute_pk" PRIMARY KEY("merchant_id","currency","shipped_on","standard_due_on","in_dispute"),
	CONSTRAINT "waiting_days_in_dispute" CHECK ("waiting_days"."in_dispute" in (0, 1)),
	CONSTRAINT "waiting_days_not_negative" CHECK (least("waiting_days"."orders", "waiting_days"."held_minor", "waiting_days"."net_minor") >= 0)
);
--> statement-breakpoint
CREATE TABLE "bank_accounts" (
	"bank_account_id" text PRIMARY KEY NOT NULL,
	"merchant_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"holder_name" text NOT NULL,
	"country" text NOT NULL,
	"bank_name" text NOT NULL,
	"iban" text,
	"account_number" text,
	"bic" text,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"usable_at" timestamp with time zone NOT NULL,
	"replaces" text,
	"removed_at" timestamp with time zone,
	"removed_by" text,
	CONSTRAINT "bank_accounts_of_merchant" UNIQUE("merchant_id","bank_account_id"),
	CONSTRAINT "bank_accounts_currency" CHECK ("bank_accounts"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "bank_accounts_country" CHECK ("bank_accounts"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "bank_accounts_names" CHECK (btrim("bank_accounts"."holder_name") <> '' and btrim("bank_accounts"."bank_name") <> ''),
	CONSTRAINT "bank_accounts_one_number" CHECK (num_nonnulls("bank_accounts"."iban", "bank_accounts"."account_number") = 1),
	CONSTRAINT "bank_accounts_iban" CHECK ("bank_accounts"."iban" ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
	CONSTRAINT "bank_accounts_account_number" CHECK ("bank_accounts"."account_number" ~ '^[0-9A-Za-z-]{4,34}$'),
	CONSTRAINT "bank_accounts_bic" CHECK ("bank_accounts"."bic" ~ '^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$'),
	CONSTRAINT "bank_accounts_wait_a_day" CHECK ("bank_accounts"."usable_at" >= "bank_accounts"."added_at" + interval '1 day'),
	CONSTRAINT "bank_accounts_removed_by" CHECK (("bank_accounts"."removed_at" is null) = ("bank_accounts"."removed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "withdrawals" (
	"withdrawal_id" text PRIMARY KEY NOT NULL,
	"merchant_id" text COLLATE "C" NOT NULL,
	"bank_account_id" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"status" text DEFAULT 'asked' NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"fact_seq" bigint NOT NULL,
	"sent_at" timestamp with time zone,
	"returned_at" timestamp with time zone,
	"return_reason" text,
	"return_fact_seq" bigint,
	CONSTRAINT "withdrawals_fact_once" UNIQUE("merchant_id","fact_seq"),
	CONSTRAINT "withdrawals_status" CHECK ("withdrawals"."status" in ('asked', 'sent', 'returned')),
	CONSTRAINT "withdrawals_amount" CHECK ("withdrawals"."amount_minor" > 0 and "withdrawals"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "withdrawals_sent" CHECK ("withdrawals"."status" <> 'sent' or "withdrawals"."sent_at" is not null),
	CONSTRAINT "withdrawals_asked" CHECK ("withdrawals"."status" <> 'asked' or "withdrawals"."sent_at" is null),
	CONSTRAINT "withdrawals_returned" CHECK (num_nonnulls("withdrawals"."returned_at", "withdrawals"."return_reason", "withdrawals"."return_fact_seq")
        = case when "withdrawals"."status" = 'returned' then 3 else 0 end)
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "release_entry_seq" bigint;--> statement-breakpoint
UPDATE "orders" SET "release_entry_seq" = "entries"."entry_seq" FROM "entries"
WHERE "entries"."merchant_id" = "orders"."merchant_id" AND "entries"."order_id" = "orders"."order_id"
  AND "entries"."kind" LIKE 'release%';--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "locale" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_person_id_people_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_person_id_people_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_notice" FOREIGN KEY ("merchant_id","notice_seq") REFERENCES "public"."notices"("merchant_id","notice_seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_cursors" ADD CONSTRAINT "notice_cursors_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_reads" ADD CONSTRAINT "notice_reads_person_id_people_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_reads" ADD CONSTRAINT "notice_reads_notice" FOREIGN KEY ("merchant_id","notice_seq") REFERENCES "public"."notices"("merchant_id","notice_seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_days" ADD CONSTRAINT "entry_days_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecasts" ADD CONSTRAINT "forecasts_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold_days" ADD CONSTRAINT "hold_days_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_months" ADD CONSTRAINT "release_months_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transit_days" ADD CONSTRAINT "transit_days_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_days" ADD CONSTRAINT "waiting_days_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_accounts" ADD CONSTRAINT "bank_accounts_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_accounts" ADD CONSTRAINT "bank_accounts_added_by_people_person_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_accounts" ADD CONSTRAINT "bank_accounts_removed_by_people_person_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_accounts" ADD CONSTRAINT "bank_accounts_replaces_own" FOREIGN KEY ("merchant_id","replaces") REFERENCES "public"."bank_accounts"("merchant_id","bank_account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_asked_by_people_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_to_own_account" FOREIGN KEY ("merchant_id","bank_account_id") REFERENCES "public"."bank_accounts"("merchant_id","bank_account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_fact" FOREIGN KEY ("merchant_id","fact_seq") REFERENCES "public"."facts"("merchant_id","fact_seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_return_fact" FOREIGN KEY ("merchant_id","return_fact_seq") REFERENCES "public"."facts"("merchant_id","fact_seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_feeds_person" ON "calendar_feeds" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mails_waiting" ON "mails" USING btree ("next_try_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "hold_days_open" ON "hold_days" USING btree ("merchant_id","currency") WHERE holds > 0;--> statement-breakpoint
CREATE INDEX "waiting_days_open" ON "waiting_days" USING btree ("merchant_id","currency") WHERE orders > 0;--> statement-breakpoint
CREATE INDEX "withdrawals_of_merchant" ON "withdrawals" USING btree ("merchant_id","fact_seq");--> statement-breakpoint
CREATE INDEX "withdrawals_to_send" ON "withdrawals" USING btree ("asked_at") WHERE status = 'asked';--> statement-breakpoint
CREATE INDEX "orders_held" ON "orders" USING btree ("merchant_id","paid_on","order_id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "orders_in_dispute" ON "orders" USING btree ("merchant_id","order_id") WHERE open_disputes > 0;--> statement-breakpoint
CREATE INDEX "orders_against_store" ON "orders" USING btree ("merchant_id","shipped_on","order_id") WHERE shipped_on is not null
          and (first_dispute_on is not null or first_borne_refund_on is not null or shipped_on > ship_by_on);--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_released_by_entry" CHECK (("orders"."release_entry_seq" is not null) = ("orders"."released_on" is not null));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_locale" CHECK ("people"."locale" ~ '^[a-z]{2}$');