GRANT SELECT, INSERT ON "merchant_notes", "backtest_merchants", "payout_batches", "payout_answers" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "policy_drafts", "backtests", "alerts", "alert_deliveries" TO "sluice_app";--> statement-breakpoint
-- What was proposed stays as it was proposed: only a decision can be written into it.
GRANT SELECT, INSERT, UPDATE ("status", "decided_by", "decided_at", "decision_why", "fact_id", "policy_version")
  ON "proposals" TO "sluice_app";--> statement-breakpoint
CREATE FUNCTION "decide_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'proposal % is % already', OLD.proposal_id, OLD.status
    USING ERRCODE = 'check_violation', CONSTRAINT = 'proposals_decided_once';
END $$;--> statement-breakpoint
CREATE TRIGGER "proposals_decided_once" BEFORE UPDATE ON "proposals"
  FOR EACH ROW WHEN (OLD.status <> 'open') EXECUTE FUNCTION "decide_once"();--> statement-breakpoint
CREATE FUNCTION "keep_batch"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'withdrawal % is in batch % already', OLD.withdrawal_id, OLD.batch_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'withdrawals_one_batch';
END $$;--> statement-breakpoint
CREATE TRIGGER "withdrawals_one_batch" BEFORE UPDATE ON "withdrawals"
  FOR EACH ROW WHEN (OLD.batch_id IS NOT NULL AND NEW.batch_id IS DISTINCT FROM OLD.batch_id)
  EXECUTE FUNCTION "keep_batch"();
