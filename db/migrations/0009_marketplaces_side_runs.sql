ALTER TABLE "runs" ADD COLUMN "visiting_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "visited_before" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "facts_by_day" ON "facts" USING brin ("open_on","recorded_at") WITH (autosummarize=true);--> statement-breakpoint
CREATE INDEX "enrolment_changes_of_run" ON "enrolment_changes" USING btree ("run_on","merchant_id","change_seq") WHERE run_on is not null;--> statement-breakpoint
CREATE INDEX "hold_days_disputed" ON "hold_days" USING btree ("merchant_id","currency") WHERE in_dispute = 1 and holds > 0;--> statement-breakpoint
CREATE INDEX "waiting_days_disputed" ON "waiting_days" USING btree ("merchant_id","currency") WHERE in_dispute = 1 and orders > 0;