CREATE TABLE "work_list" (
	"merchant_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"lock_count" bigint NOT NULL,
	"reckoned_on" date NOT NULL,
	"reasons" text[] NOT NULL,
	"long_disputes" integer NOT NULL,
	"oldest_dispute_on" date,
	CONSTRAINT "work_list_reasons" CHECK ("work_list"."reasons" <@ array['in_debt', 'newly_failing', 'near_limit', 'long_dispute', 'deposit_late', 'tier_changed', 'newly_eligible']),
	CONSTRAINT "work_list_long_disputes" CHECK ("work_list"."long_disputes" >= 0 and ("work_list"."long_disputes" = 0) = ("work_list"."oldest_dispute_on" is null))
);
--> statement-breakpoint
CREATE TABLE "work_money" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"currency" text NOT NULL,
	"held_minor" bigint NOT NULL,
	"deposit_minor" bigint NOT NULL,
	"owed_minor" bigint NOT NULL,
	"at_risk_minor" bigint NOT NULL,
	"at_stake_minor" bigint NOT NULL,
	"owed_since" date,
	"disputed_minor" bigint NOT NULL,
	"deposit_late_minor" bigint NOT NULL,
	CONSTRAINT "work_money_merchant_id_currency_pk" PRIMARY KEY("merchant_id","currency"),
	CONSTRAINT "work_money_not_negative" CHECK (least("work_money"."held_minor", "work_money"."deposit_minor", "work_money"."owed_minor", "work_money"."at_risk_minor", "work_money"."disputed_minor", "work_money"."deposit_late_minor") >= 0),
	CONSTRAINT "work_money_at_stake" CHECK ("work_money"."at_stake_minor" = "work_money"."held_minor" + "work_money"."deposit_minor" + "work_money"."owed_minor" + "work_money"."at_risk_minor"),
	CONSTRAINT "work_money_owed_since" CHECK (("work_money"."owed_minor" > 0) = ("work_money"."owed_since" is not null))
);
--> statement-breakpoint
ALTER TABLE "work_list" ADD CONSTRAINT "work_list_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_money" ADD CONSTRAINT "work_money_merchant_id_work_list_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."work_list"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "work_money_by_stake" ON "work_money" USING btree ("currency","at_stake_minor","merchant_id");--> statement-breakpoint
CREATE INDEX "balances_owing" ON "balances" USING btree ("merchant_id","currency") WHERE receivable < 0;--> statement-breakpoint
CREATE INDEX "facts_counted" ON "facts" USING btree ("merchant_id","type","effective_on","fact_seq") WHERE type in ('feedback.left', 'order.corrected');--> statement-breakpoint
CREATE INDEX "orders_by_shipment" ON "orders" USING btree ("merchant_id","shipped_on","order_id") WHERE shipped_on is not null;