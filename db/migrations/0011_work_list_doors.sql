GRANT SELECT, INSERT, UPDATE ON "work_list" TO "sluice_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "work_money" TO "sluice_app";
