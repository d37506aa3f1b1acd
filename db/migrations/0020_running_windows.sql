ALTER TABLE "merchants" ADD COLUMN "window_from" date DEFAULT '0001-01-01' NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "window_until" date DEFAULT '0001-01-01' NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "window_shipped" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "window_late" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "window_disputed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "window_refunded" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "window_feedback" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "window_positive" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_window_not_negative" CHECK (least("merchants"."window_shipped", "merchants"."window_late", "merchants"."window_disputed", "merchants"."window_refunded", "merchants"."window_feedback", "merchants"."window_positive") >= 0);--> statement-breakpoint
-- What the books counted before, in the window of each merchant's latest assessment.
UPDATE merchants SET window_from = counted.window_from, window_until = counted.window_until,
  window_shipped = counted.shipped, window_late = counted.late, window_disputed = counted.disputed,
  window_refunded = counted.refunded, window_feedback = counted.feedback, window_positive = counted.positive
FROM (
  SELECT m.merchant_id, coalesce(a.window_from, date '0001-01-01') AS window_from,
    coalesce(max(greatest(d.cohort_on, d.event_on)), date '0001-01-01') AS window_until,
    coalesce(sum(d.shipped) FILTER (WHERE d.cohort_on >= coalesce(a.window_from, date '0001-01-01')), 0) AS shipped,
    coalesce(sum(d.late) FILTER (WHERE d.cohort_on >= coalesce(a.window_from, date '0001-01-01')), 0) AS late,
    coalesce(sum(d.disputed) FILTER (WHERE d.cohort_on >= coalesce(a.window_from, date '0001-01-01')), 0) AS disputed,
    coalesce(sum(d.refunded) FILTER (WHERE d.cohort_on >= coalesce(a.window_from, date '0001-01-01')), 0) AS refunded,
    coalesce(sum(d.feedback) FILTER (WHERE d.cohort_on >= coalesce(a.window_from, date '0001-01-01')), 0) AS feedback,
    coalesce(sum(d.positive) FILTER (WHERE d.cohort_on >= coalesce(a.window_from, date '0001-01-01')), 0) AS positive
  FROM merchants m
  LEFT JOIN assessments a ON a.merchant_id = m.merchant_id AND a.assessed_on = m.last_assessed_on
  LEFT JOIN daily_counts d ON d.merchant_id = m.merchant_id
  GROUP BY m.merchant_id, a.window_from
) AS counted WHERE counted.merchant_id = merchants.merchant_id;
