DROP INDEX "webhook_lanes_due";--> statement-breakpoint
CREATE INDEX "webhook_lanes_due" ON "webhook_lanes" USING btree ("endpoint_id","next_try_at");