ALTER TABLE "import_findings" DROP CONSTRAINT "import_findings_code";--> statement-breakpoint
ALTER TABLE "imports" DROP CONSTRAINT "imports_status";--> statement-breakpoint
ALTER TABLE "imports" DROP CONSTRAINT "imports_file";--> statement-breakpoint
ALTER TABLE "imports" DROP CONSTRAINT "imports_columns";--> statement-breakpoint
DROP INDEX "imports_by_time";--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "bytes_read" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "removed_by" text;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_removed_by_people_person_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_by_file" ON "imports" USING btree ("file_hash");--> statement-breakpoint
CREATE INDEX "imports_by_time" ON "imports" USING btree ("made_at","import_id");--> statement-breakpoint
ALTER TABLE "import_findings" ADD CONSTRAINT "import_findings_code" CHECK ("import_findings"."code" in ('bad_fact', 'bad_amount', 'conflict', 'bad_state', 'over_refund', 'insufficient_funds', 'parked'));--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_status" CHECK ("imports"."status" in ('uploading', 'uploaded', 'checking', 'checked', 'recording', 'recorded', 'stopped', 'failed'));--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_file" CHECK ("imports"."status" = 'uploading' or ("imports"."file_bytes" > 0 and "imports"."file_hash" ~ '^[0-9a-f]{64}$'));--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_columns" CHECK ("imports"."status" = 'uploading' or ("imports"."format" = 'csv') = ("imports"."columns" is not null));