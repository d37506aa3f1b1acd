-- The same entries as lines, for whoever expects lines: one row an account that the entry moves.
CREATE VIEW "postings" AS
SELECT "entries"."merchant_id", "entries"."entry_seq", "entries"."currency", "entries"."booked_on",
       "lines"."account", "lines"."amount_minor"
FROM "entries"
CROSS JOIN LATERAL (VALUES
  ('order_funds', "entries"."order_funds"),
  ('payment_account', "entries"."payment_account"),
  ('marketplace_account', "entries"."marketplace_account"),
  ('deposit', "entries"."deposit"),
  ('receivable', "entries"."receivable"),
  ('fees', "entries"."fees"),
  ('platform_loss', "entries"."platform_loss"),
  ('clearing', "entries"."clearing")
) AS "lines" ("account", "amount_minor")
WHERE "lines"."amount_minor" <> 0;--> statement-breakpoint
-- The role whose privileges the application has. It may add to the record and read it; it may change only what a
-- decision moves: standings, orders, holds, balances. The login that the application connects with is a member.
DO $$ BEGIN
  CREATE ROLE "sluice_app" NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;--> statement-breakpoint
GRANT SELECT, INSERT ON "entries", "facts", "refused_facts", "assessments", "enrolment_changes", "hold_movements",
  "refunds", "policy_versions" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "merchants", "orders", "holds", "balances", "disputes", "daily_counts", "runs",
  "order_routes" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "fact_routes", "parked_facts" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, UPDATE ON "marketplace" TO "sluice_app";--> statement-breakpoint
GRANT SELECT ON "postings" TO "sluice_app";
