GRANT SELECT, INSERT, DELETE ON "api_requests" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "imports", "import_parts", "import_findings" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "webhook_endpoints", "webhook_secrets" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "webhook_outbox" TO "sluice_app";--> statement-breakpoint
-- What is sent stays as it was made; what became of it is written beside it. Old ones are tidied away.
GRANT SELECT, INSERT, DELETE, UPDATE ("status", "attempts", "since", "ended_at") ON "webhook_deliveries" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "webhook_attempts" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_lanes" TO "sluice_app";
