CREATE TABLE "api_requests" (
	"key_id" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"answers" json NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_requests_key_id_idempotency_key_pk" PRIMARY KEY("key_id","idempotency_key"),
	CONSTRAINT "api_requests_idempotency_key" CHECK (length("api_requests"."idempotency_key") between 1 and 255),
	CONSTRAINT "api_requests_fingerprint" CHECK ("api_requests"."fingerprint" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "import_findings" (
	"import_id" text NOT NULL,
	"phase" text NOT NULL,
	"line" bigint NOT NULL,
	"code" text,
	"reason" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "import_findings_import_id_phase_line_pk" PRIMARY KEY("import_id","phase","line"),
	CONSTRAINT "import_findings_phase" CHECK ("import_findings"."phase" in ('check', 'record')),
	CONSTRAINT "import_findings_code" CHECK ("import_findings"."code" in ('bad_fact', 'bad_amount', 'conflict', 'bad_state', 'over_refund', 'insufficient_funds')),
	CONSTRAINT "import_findings_line" CHECK ("import_findings"."line" > 0)
);
--> statement-breakpoint
CREATE TABLE "import_parts" (
	"import_id" text NOT NULL,
	"part_no" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "import_parts_import_id_part_no_pk" PRIMARY KEY("import_id","part_no")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"import_id" text PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"file_bytes" bigint NOT NULL,
	"file_hash" text NOT NULL,
	"status" text DEFAULT 'uploaded' NOT NULL,
	"columns" text[],
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"lines_read" bigint DEFAULT 0 NOT NULL,
	"lines_total" bigint,
	"checked" jsonb,
	"recorded" jsonb,
	"error" text,
	"stop_asked_by" text,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "imports_format" CHECK ("imports"."format" in ('csv', 'ndjson')),
	CONSTRAINT "imports_status" CHECK ("imports"."status" in ('uploaded', 'checking', 'checked', 'recording', 'recorded', 'stopped', 'failed')),
	CONSTRAINT "imports_file" CHECK ("imports"."file_bytes" > 0 and "imports"."file_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "imports_columns" CHECK (("imports"."format" = 'csv') = ("imports"."columns" is not null)),
	CONSTRAINT "imports_recorded_by" CHECK ("imports"."status" not in ('recording', 'recorded') or "imports"."recorded_by" is not null)
);
--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"endpoint_id" text NOT NULL,
	"delivery_no" bigint NOT NULL,
	"attempt" integer NOT NULL,
	"tried_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"http_status" smallint,
	"error" text,
	CONSTRAINT "webhook_attempts_merchant_id_endpoint_id_delivery_no_attempt_pk" PRIMARY KEY("merchant_id","endpoint_id","delivery_no","attempt")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"endpoint_id" text NOT NULL,
	"delivery_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_deliveries_delivery_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"message_id" text NOT NULL,
	"event" text NOT NULL,
	"body" json NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "webhook_deliveries_merchant_id_endpoint_id_delivery_no_pk" PRIMARY KEY("merchant_id","endpoint_id","delivery_no"),
	CONSTRAINT "webhook_deliveries_event" CHECK ("webhook_deliveries"."event" in ('release.made', 'hold.released', 'deduction.made', 'enrolment.changed', 'assessment.made')),
	CONSTRAINT "webhook_deliveries_status" CHECK ("webhook_deliveries"."status" in ('waiting', 'delivered', 'dead')),
	CONSTRAINT "webhook_deliveries_ended" CHECK (("webhook_deliveries"."status" = 'waiting') = ("webhook_deliveries"."ended_at" is null)),
	CONSTRAINT "webhook_deliveries_attempts" CHECK ("webhook_deliveries"."attempts" >= 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"endpoint_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"status" text DEFAULT 'on' NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failures_in_a_row" integer DEFAULT 0 NOT NULL,
	"last_delivered_at" timestamp with time zone,
	CONSTRAINT "webhook_endpoints_status" CHECK ("webhook_endpoints"."status" in ('on', 'off', 'removed')),
	CONSTRAINT "webhook_endpoints_name_said" CHECK (btrim("webhook_endpoints"."name") <> ''),
	CONSTRAINT "webhook_endpoints_url" CHECK ("webhook_endpoints"."url" ~ '^https?://'),
	CONSTRAINT "webhook_endpoints_events" CHECK (cardinality("webhook_endpoints"."events") > 0 and "webhook_endpoints"."events" <@ array['release.made', 'hold.released', 'deduction.made', 'enrolment.changed', 'assessment.made']),
	CONSTRAINT "webhook_endpoints_failures" CHECK ("webhook_endpoints"."failures_in_a_row" >= 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_lanes" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"endpoint_id" text NOT NULL,
	"next_try_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease" text,
	"leased_until" timestamp with time zone,
	CONSTRAINT "webhook_lanes_merchant_id_endpoint_id_pk" PRIMARY KEY("merchant_id","endpoint_id"),
	CONSTRAINT "webhook_lanes_lease" CHECK (("webhook_lanes"."lease" is null) = ("webhook_lanes"."leased_until" is null))
);
--> statement-breakpoint
CREATE TABLE "webhook_outbox" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"outbox_no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_outbox_outbox_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"first_entry_seq" bigint,
	"last_entry_seq" bigint,
	"first_change_seq" bigint,
	"last_change_seq" bigint,
	"assessed_on" date,
	"run_attempt" smallint,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_outbox_merchant_id_outbox_no_pk" PRIMARY KEY("merchant_id","outbox_no"),
	CONSTRAINT "webhook_outbox_entries" CHECK (("webhook_outbox"."first_entry_seq" is null) = ("webhook_outbox"."last_entry_seq" is null)
        and "webhook_outbox"."first_entry_seq" <= "webhook_outbox"."last_entry_seq"),
	CONSTRAINT "webhook_outbox_changes" CHECK (("webhook_outbox"."first_change_seq" is null) = ("webhook_outbox"."last_change_seq" is null)
        and "webhook_outbox"."first_change_seq" <= "webhook_outbox"."last_change_seq"),
	CONSTRAINT "webhook_outbox_assessment" CHECK (("webhook_outbox"."assessed_on" is null) = ("webhook_outbox"."run_attempt" is null)),
	CONSTRAINT "webhook_outbox_says_something" CHECK (num_nonnulls("webhook_outbox"."first_entry_seq", "webhook_outbox"."first_change_seq", "webhook_outbox"."assessed_on") > 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_secrets" (
	"endpoint_id" text NOT NULL,
	"secret_no" integer NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	CONSTRAINT "webhook_secrets_endpoint_id_secret_no_pk" PRIMARY KEY("endpoint_id","secret_no"),
	CONSTRAINT "webhook_secrets_no" CHECK ("webhook_secrets"."secret_no" > 0)
);
--> statement-breakpoint
ALTER TABLE "marketplace" ADD COLUMN "has_listeners" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "api_requests" ADD CONSTRAINT "api_requests_key_id_api_keys_key_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("key_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_findings" ADD CONSTRAINT "import_findings_import_id_imports_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("import_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_parts" ADD CONSTRAINT "import_parts_import_id_imports_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("import_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_stop_asked_by_people_person_id_fk" FOREIGN KEY ("stop_asked_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_made_by_people_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_recorded_by_people_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery" FOREIGN KEY ("merchant_id","endpoint_id","delivery_no") REFERENCES "public"."webhook_deliveries"("merchant_id","endpoint_id","delivery_no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_endpoint_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("endpoint_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_made_by_people_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_lanes" ADD CONSTRAINT "webhook_lanes_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_lanes" ADD CONSTRAINT "webhook_lanes_endpoint_id_webhook_endpoints_endpoint_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("endpoint_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_outbox" ADD CONSTRAINT "webhook_outbox_merchant_id_merchants_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("merchant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_endpoint_id_webhook_endpoints_endpoint_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("endpoint_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_requests_by_time" ON "api_requests" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "imports_by_time" ON "imports" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "imports_under_way" ON "imports" USING btree ("import_id") WHERE status in ('checking', 'recording');--> statement-breakpoint
CREATE INDEX "webhook_deliveries_waiting" ON "webhook_deliveries" USING btree ("merchant_id","endpoint_id","delivery_no") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_of_endpoint" ON "webhook_deliveries" USING btree ("endpoint_id","status","delivery_no");--> statement-breakpoint
CREATE INDEX "webhook_lanes_due" ON "webhook_lanes" USING btree ("next_try_at");