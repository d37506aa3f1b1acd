-- A sum of days may go below zero, where a receipt is dated before its shipment: such an order found no row to be added to.
CREATE OR REPLACE FUNCTION "sum_new_orders"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO waiting_days AS days (merchant_id, currency, shipped_on, standard_due_on, in_dispute, orders, held_minor, net_minor)
  SELECT * FROM (
    SELECT merchant_id, currency, shipped_on, standard_due_on, in_dispute, sum(sign * orders) as orders, sum(sign * held_minor) as held_minor, sum(sign * net_minor) as net_minor FROM (
    SELECT 1 AS sign, merchant_id, currency, coalesce(shipped_on, date '9999-12-31') AS shipped_on,
      coalesce(standard_due_on, date '9999-12-31') AS standard_due_on, (open_disputes > 0)::int AS in_dispute, 1 AS orders, held_minor,
      held_minor - div(held_minor::numeric * fee_bps + 5000, 10000) AS net_minor
    FROM added WHERE state = 'held'
  ) AS parts
    GROUP BY merchant_id, currency, shipped_on, standard_due_on, in_dispute HAVING sum(sign * orders) <> 0 or sum(sign * held_minor) <> 0 or sum(sign * net_minor) <> 0
  ) AS deltas WHERE orders >= 0 and held_minor >= 0 and net_minor >= 0
  ON CONFLICT (merchant_id, currency, shipped_on, standard_due_on, in_dispute) DO UPDATE SET orders = days.orders + excluded.orders, held_minor = days.held_minor + excluded.held_minor, net_minor = days.net_minor + excluded.net_minor;
  INSERT INTO transit_days AS days (merchant_id, days, orders)
  SELECT * FROM (
    SELECT merchant_id, days, sum(sign * orders) as orders FROM (
    SELECT 1 AS sign, merchant_id, delivered_on - shipped_on AS days, 1 AS orders
    FROM added WHERE delivered_on >= shipped_on
  ) AS parts
    GROUP BY merchant_id, days HAVING sum(sign * orders) <> 0
  ) AS deltas WHERE orders >= 0
  ON CONFLICT (merchant_id, days) DO UPDATE SET orders = days.orders + excluded.orders;
  INSERT INTO release_months AS days (merchant_id, currency, month, state, orders, amount_minor, amount_days, received_orders, received_minor, received_days, standard_days)
  SELECT * FROM (
    SELECT merchant_id, currency, month, state, sum(sign * orders) as orders, sum(sign * amount_minor) as amount_minor, sum(sign * amount_days) as amount_days, sum(sign * received_orders) as received_orders, sum(sign * received_minor) as received_minor, sum(sign * received_days) as received_days, sum(sign * standard_days) as standard_days FROM (
    SELECT 1 AS sign, merchant_id, currency, date_trunc('month', released_on)::date AS month, state,
      1 AS orders, amount_minor::numeric AS amount_minor, amount_minor::numeric * (released_on - shipped_on) AS amount_days,
      (standard_due_on is not null)::int AS received_orders,
      case when standard_due_on is not null then amount_minor::numeric else 0 end AS received_minor,
      case when standard_due_on is not null then amount_minor::numeric * (released_on - shipped_on) else 0 end AS received_days,
      coalesce(amount_minor::numeric * (standard_due_on - shipped_on), 0) AS standard_days
    FROM added WHERE released_on is not null
  ) AS parts
    GROUP BY merchant_id, currency, month, state HAVING sum(sign * orders) <> 0 or sum(sign * amount_minor) <> 0 or sum(sign * amount_days) <> 0 or sum(sign * received_orders) <> 0 or sum(sign * received_minor) <> 0 or sum(sign * received_days) <> 0 or sum(sign * standard_days) <> 0
  ) AS deltas WHERE orders >= 0 and amount_minor >= 0 and received_orders >= 0 and received_minor >= 0
  ON CONFLICT (merchant_id, currency, month, state) DO UPDATE SET orders = days.orders + excluded.orders, amount_minor = days.amount_minor + excluded.amount_minor, amount_days = days.amount_days + excluded.amount_days, received_orders = days.received_orders + excluded.received_orders, received_minor = days.received_minor + excluded.received_minor, received_days = days.received_days + excluded.received_days, standard_days = days.standard_days + excluded.standard_days;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "sum_changed_orders"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO waiting_days AS days (merchant_id, currency, shipped_on, standard_due_on, in_dispute, orders, held_minor, net_minor)
  SELECT * FROM (
    SELECT merchant_id, currency, shipped_on, standard_due_on, in_dispute, sum(sign * orders) as orders, sum(sign * held_minor) as held_minor, sum(sign * net_minor) as net_minor FROM (
    SELECT -1 AS sign, merchant_id, currency, coalesce(shipped_on, date '9999-12-31') AS shipped_on,
      coalesce(standard_due_on, date '9999-12-31') AS standard_due_on, (open_disputes > 0)::int AS in_dispute, 1 AS orders, held_minor,
      held_minor - div(held_minor::numeric * fee_bps + 5000, 10000) AS net_minor
    FROM removed WHERE state = 'held'
    UNION ALL
    SELECT 1 AS sign, merchant_id, currency, coalesce(shipped_on, date '9999-12-31') AS shipped_on,
      coalesce(standard_due_on, date '9999-12-31') AS standard_due_on, (open_disputes > 0)::int AS in_dispute, 1 AS orders, held_minor,
      held_minor - div(held_minor::numeric * fee_bps + 5000, 10000) AS net_minor
    FROM added WHERE state = 'held'
  ) AS parts
    GROUP BY merchant_id, currency, shipped_on, standard_due_on, in_dispute HAVING sum(sign * orders) <> 0 or sum(sign * held_minor) <> 0 or sum(sign * net_minor) <> 0
  ) AS deltas WHERE orders >= 0 and held_minor >= 0 and net_minor >= 0
  ON CONFLICT (merchant_id, currency, shipped_on, standard_due_on, in_dispute) DO UPDATE SET orders = days.orders + excluded.orders, held_minor = days.held_minor + excluded.held_minor, net_minor = days.net_minor + excluded.net_minor;
  UPDATE waiting_days AS days SET orders = days.orders + deltas.orders, held_minor = days.held_minor + deltas.held_minor, net_minor = days.net_minor + deltas.net_minor
  FROM (
    SELECT merchant_id, currency, shipped_on, standard_due_on, in_dispute, sum(sign * orders) as orders, sum(sign * held_minor) as held_minor, sum(sign * net_minor) as net_minor FROM (
    SELECT -1 AS sign, merchant_id, currency, coalesce(shipped_on, date '9999-12-31') AS shipped_on,
      coalesce(standard_due_on, date '9999-12-31') AS standard_due_on, (open_disputes > 0)::int AS in_dispute, 1 AS orders, held_minor,
      held_minor - div(held_minor::numeric * fee_bps + 5000, 10000) AS net_minor
    FROM removed WHERE state = 'held'
    UNION ALL
    SELECT 1 AS sign, merchant_id, currency, coalesce(shipped_on, date '9999-12-31') AS shipped_on,
      coalesce(standard_due_on, date '9999-12-31') AS standard_due_on, (open_disputes > 0)::int AS in_dispute, 1 AS orders, held_minor,
      held_minor - div(held_minor::numeric * fee_bps + 5000, 10000) AS net_minor
    FROM added WHERE state = 'held'
  ) AS parts
    GROUP BY merchant_id, currency, shipped_on, standard_due_on, in_dispute HAVING sum(sign * orders) <> 0 or sum(sign * held_minor) <> 0 or sum(sign * net_minor) <> 0
  ) AS deltas
  WHERE days.merchant_id = deltas.merchant_id and days.currency = deltas.currency and days.shipped_on = deltas.shipped_on and days.standard_due_on = deltas.standard_due_on and days.in_dispute = deltas.in_dispute
    and (deltas.orders < 0 or deltas.held_minor < 0 or deltas.net_minor < 0);
  INSERT INTO transit_days AS days (merchant_id, days, orders)
  SELECT * FROM (
    SELECT merchant_id, days, sum(sign * orders) as orders FROM (
    SELECT -1 AS sign, merchant_id, delivered_on - shipped_on AS days, 1 AS orders
    FROM removed WHERE delivered_on >= shipped_on
    UNION ALL
    SELECT 1 AS sign, merchant_id, delivered_on - shipped_on AS days, 1 AS orders
    FROM added WHERE delivered_on >= shipped_on
  ) AS parts
    GROUP BY merchant_id, days HAVING sum(sign * orders) <> 0
  ) AS deltas WHERE orders >= 0
  ON CONFLICT (merchant_id, days) DO UPDATE SET orders = days.orders + excluded.orders;
  UPDATE transit_days AS days SET orders = days.orders + deltas.orders
  FROM (
    SELECT merchant_id, days, sum(sign * orders) as orders FROM (
    SELECT -1 AS sign, merchant_id, delivered_on - shipped_on AS days, 1 AS orders
    FROM removed WHERE delivered_on >= shipped_on
    UNION ALL
    SELECT 1 AS sign, merchant_id, delivered_on - shipped_on AS days, 1 AS orders
    FROM added WHERE delivered_on >= shipped_on
  ) AS parts
    GROUP BY merchant_id, days HAVING sum(sign * orders) <> 0
  ) AS deltas
  WHERE days.merchant_id = deltas.merchant_id and days.days = deltas.days
    and (deltas.orders < 0);
  INSERT INTO release_months AS days (merchant_id, currency, month, state, orders, amount_minor, amount_days, received_orders, received_minor, received_days, standard_days)
  SELECT * FROM (
    SELECT merchant_id, currency, month, state, sum(sign * orders) as orders, sum(sign * amount_minor) as amount_minor, sum(sign * amount_days) as amount_days, sum(sign * received_orders) as received_orders, sum(sign * received_minor) as received_minor, sum(sign * received_days) as received_days, sum(sign * standard_days) as standard_days FROM (
    SELECT -1 AS sign, merchant_id, currency, date_trunc('month', released_on)::date AS month, state,
      1 AS orders, amount_minor::numeric AS amount_minor, amount_minor::numeric * (released_on - shipped_on) AS amount_days,
      (standard_due_on is not null)::int AS received_orders,
      case when standard_due_on is not null then amount_minor::numeric else 0 end AS received_minor,
      case when standard_due_on is not null then amount_minor::numeric * (released_on - shipped_on) else 0 end AS received_days,
      coalesce(amount_minor::numeric * (standard_due_on - shipped_on), 0) AS standard_days
    FROM removed WHERE released_on is not null
    UNION ALL
    SELECT 1 AS sign, merchant_id, currency, date_trunc('month', released_on)::date AS month, state,
      1 AS orders, amount_minor::numeric AS amount_minor, amount_minor::numeric * (released_on - shipped_on) AS amount_days,
      (standard_due_on is not null)::int AS received_orders,
      case when standard_due_on is not null then amount_minor::numeric else 0 end AS received_minor,
      case when standard_due_on is not null then amount_minor::numeric * (released_on - shipped_on) else 0 end AS received_days,
      coalesce(amount_minor::numeric * (standard_due_on - shipped_on), 0) AS standard_days
    FROM added WHERE released_on is not null
  ) AS parts
    GROUP BY merchant_id, currency, month, state HAVING sum(sign * orders) <> 0 or sum(sign * amount_minor) <> 0 or sum(sign * amount_days) <> 0 or sum(sign * received_orders) <> 0 or sum(sign * received_minor) <> 0 or sum(sign * received_days) <> 0 or sum(sign * standard_days) <> 0
  ) AS deltas WHERE orders >= 0 and amount_minor >= 0 and received_orders >= 0 and received_minor >= 0
  ON CONFLICT (merchant_id, currency, month, state) DO UPDATE SET orders = days.orders + excluded.orders, amount_minor = days.amount_minor + excluded.amount_minor, amount_days = days.amount_days + excluded.amount_days, received_orders = days.received_orders + excluded.received_orders, received_minor = days.received_minor + excluded.received_minor, received_days = days.received_days + excluded.received_days, standard_days = days.standard_days + excluded.standard_days;
  UPDATE release_months AS days SET orders = days.orders + deltas.orders, amount_minor = days.amount_minor + deltas.amount_minor, amount_days = days.amount_days + deltas.amount_days, received_orders = days.received_orders + deltas.received_orders, received_minor = days.received_minor + deltas.received_minor, received_days = days.received_days + deltas.received_days, standard_days = days.standard_days + deltas.standard_days
  FROM (
    SELECT merchant_id, currency, month, state, sum(sign * orders) as orders, sum(sign * amount_minor) as amount_minor, sum(sign * amount_days) as amount_days, sum(sign * received_orders) as received_orders, sum(sign * received_minor) as received_minor, sum(sign * received_days) as received_days, sum(sign * standard_days) as standard_days FROM (
    SELECT -1 AS sign, merchant_id, currency, date_trunc('month', released_on)::date AS month, state,
      1 AS orders, amount_minor::numeric AS amount_minor, amount_minor::numeric * (released_on - shipped_on) AS amount_days,
      (standard_due_on is not null)::int AS received_orders,
      case when standard_due_on is not null then amount_minor::numeric else 0 end AS received_minor,
      case when standard_due_on is not null then amount_minor::numeric * (released_on - shipped_on) else 0 end AS received_days,
      coalesce(amount_minor::numeric * (standard_due_on - shipped_on), 0) AS standard_days
    FROM removed WHERE released_on is not null
    UNION ALL
    SELECT 1 AS sign, merchant_id, currency, date_trunc('month', released_on)::date AS month, state,
      1 AS orders, amount_minor::numeric AS amount_minor, amount_minor::numeric * (released_on - shipped_on) AS amount_days,
      (standard_due_on is not null)::int AS received_orders,
      case when standard_due_on is not null then amount_minor::numeric else 0 end AS received_minor,
      case when standard_due_on is not null then amount_minor::numeric * (released_on - shipped_on) else 0 end AS received_days,
      coalesce(amount_minor::numeric * (standard_due_on - shipped_on), 0) AS standard_days
    FROM added WHERE released_on is not null
  ) AS parts
    GROUP BY merchant_id, currency, month, state HAVING sum(sign * orders) <> 0 or sum(sign * amount_minor) <> 0 or sum(sign * amount_days) <> 0 or sum(sign * received_orders) <> 0 or sum(sign * received_minor) <> 0 or sum(sign * received_days) <> 0 or sum(sign * standard_days) <> 0
  ) AS deltas
  WHERE days.merchant_id = deltas.merchant_id and days.currency = deltas.currency and days.month = deltas.month and days.state = deltas.state
    and (deltas.orders < 0 or deltas.amount_minor < 0 or deltas.received_orders < 0 or deltas.received_minor < 0);
  INSERT INTO hold_days AS days (merchant_id, currency, release_on, in_dispute, holds, amount_minor)
  SELECT * FROM (
    SELECT merchant_id, currency, release_on, in_dispute, sum(sign * holds) as holds, sum(sign * amount_minor) as amount_minor FROM (
    SELECT -1 AS sign, holds.merchant_id, holds.currency, holds.release_on, (removed.open_disputes > 0)::int AS in_dispute,
      1 AS holds, holds.amount_minor
    FROM added JOIN removed ON removed.merchant_id = added.merchant_id AND removed.order_id = added.order_id
      AND (removed.open_disputes > 0) <> (added.open_disputes > 0)
    JOIN holds ON holds.merchant_id = added.merchant_id AND holds.order_id = added.order_id AND holds.amount_minor > 0
    UNION ALL
    SELECT 1 AS sign, holds.merchant_id, holds.currency, holds.release_on, (added.open_disputes > 0)::int AS in_dispute,
      1 AS holds, holds.amount_minor
    FROM added JOIN removed ON removed.merchant_id = added.merchant_id AND removed.order_id = added.order_id
      AND (removed.open_disputes > 0) <> (added.open_disputes > 0)
    JOIN holds ON holds.merchant_id = added.merchant_id AND holds.order_id = added.order_id AND holds.amount_minor > 0
  ) AS parts
    GROUP BY merchant_id, currency, release_on, in_dispute HAVING sum(sign * holds) <> 0 or sum(sign * amount_minor) <> 0
  ) AS deltas WHERE holds >= 0 and amount_minor >= 0
  ON CONFLICT (merchant_id, currency, release_on, in_dispute) DO UPDATE SET holds = days.holds + excluded.holds, amount_minor = days.amount_minor + excluded.amount_minor;
  UPDATE hold_days AS days SET holds = days.holds + deltas.holds, amount_minor = days.amount_minor + deltas.amount_minor
  FROM (
    SELECT merchant_id, currency, release_on, in_dispute, sum(sign * holds) as holds, sum(sign * amount_minor) as amount_minor FROM (
    SELECT -1 AS sign, holds.merchant_id, holds.currency, holds.release_on, (removed.open_disputes > 0)::int AS in_dispute,
      1 AS holds, holds.amount_minor
    FROM added JOIN removed ON removed.merchant_id = added.merchant_id AND removed.order_id = added.order_id
      AND (removed.open_disputes > 0) <> (added.open_disputes > 0)
    JOIN holds ON holds.merchant_id = added.merchant_id AND holds.order_id = added.order_id AND holds.amount_minor > 0
    UNION ALL
    SELECT 1 AS sign, holds.merchant_id, holds.currency, holds.release_on, (added.open_disputes > 0)::int AS in_dispute,
      1 AS holds, holds.amount_minor
    FROM added JOIN removed ON removed.merchant_id = added.merchant_id AND removed.order_id = added.order_id
      AND (removed.open_disputes > 0) <> (added.open_disputes > 0)
    JOIN holds ON holds.merchant_id = added.merchant_id AND holds.order_id = added.order_id AND holds.amount_minor > 0
  ) AS parts
    GROUP BY merchant_id, currency, release_on, in_dispute HAVING sum(sign * holds) <> 0 or sum(sign * amount_minor) <> 0
  ) AS deltas
  WHERE days.merchant_id = deltas.merchant_id and days.currency = deltas.currency and days.release_on = deltas.release_on and days.in_dispute = deltas.in_dispute
    and (deltas.holds < 0 or deltas.amount_minor < 0);
  RETURN NULL;
END $$;--> statement-breakpoint
INSERT INTO release_months (merchant_id, currency, month, state, orders, amount_minor, amount_days, received_orders, received_minor, received_days, standard_days)
SELECT merchant_id, currency, month, state, sum(orders), sum(amount_minor), sum(amount_days), sum(received_orders), sum(received_minor), sum(received_days), sum(standard_days) FROM (
    SELECT 1 AS sign, merchant_id, currency, date_trunc('month', released_on)::date AS month, state,
      1 AS orders, amount_minor::numeric AS amount_minor, amount_minor::numeric * (released_on - shipped_on) AS amount_days,
      (standard_due_on is not null)::int AS received_orders,
      case when standard_due_on is not null then amount_minor::numeric else 0 end AS received_minor,
      case when standard_due_on is not null then amount_minor::numeric * (released_on - shipped_on) else 0 end AS received_days,
      coalesce(amount_minor::numeric * (standard_due_on - shipped_on), 0) AS standard_days
    FROM orders WHERE released_on is not null
  ) AS parts GROUP BY merchant_id, currency, month, state
  ON CONFLICT (merchant_id, currency, month, state) DO UPDATE SET orders = excluded.orders, amount_minor = excluded.amount_minor, amount_days = excluded.amount_days, received_orders = excluded.received_orders, received_minor = excluded.received_minor, received_days = excluded.received_days, standard_days = excluded.standard_days;
