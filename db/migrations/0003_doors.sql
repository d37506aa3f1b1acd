-- Counting requests need not outlive a crash.
ALTER TABLE "rate_limits" SET UNLOGGED;--> statement-breakpoint
GRANT SELECT, INSERT ON "audit_log", "submissions" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "people", "invitations", "api_keys" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "credentials", "sessions", "verifications", "second_factors", "rate_limits"
  TO "sluice_app";--> statement-breakpoint
-- The second wall. The role that serves sellers reads only, and of every table that is kept by merchant only the rows
-- of the merchant that its transaction names in sluice.merchant_id; where none is named, nothing. The application's
-- role works for all merchants.
DO $$ BEGIN
  CREATE ROLE "sluice_seller" NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;--> statement-breakpoint
GRANT SELECT ON "marketplace", "policy_versions" TO "sluice_seller";--> statement-breakpoint
ALTER VIEW "postings" SET (security_invoker = true);--> statement-breakpoint
ALTER TABLE "merchants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "merchants" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "merchants" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "merchants" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "orders" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "orders" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "orders" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "holds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "holds" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "holds" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "holds" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "hold_movements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "hold_movements" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "hold_movements" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "hold_movements" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "balances" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "balances" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "balances" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "balances" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "entries" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "entries" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "entries" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "facts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "facts" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "facts" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "facts" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "refunds" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "refunds" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "refunds" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "disputes" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "disputes" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "disputes" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "daily_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "daily_counts" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "daily_counts" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "daily_counts" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "assessments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "assessments" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "assessments" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "assessments" TO "sluice_seller";--> statement-breakpoint
ALTER TABLE "enrolment_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "every_merchant" ON "enrolment_changes" TO "sluice_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_merchant" ON "enrolment_changes" FOR SELECT TO "sluice_seller"
  USING ("merchant_id" = nullif(current_setting('sluice.merchant_id', true), ''));--> statement-breakpoint
GRANT SELECT ON "enrolment_changes" TO "sluice_seller";
