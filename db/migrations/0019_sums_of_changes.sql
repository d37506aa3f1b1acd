-- The sums of what changes are made once for what adds and what takes away, and only those that the orders can have changed.
CREATE OR REPLACE FUNCTION "sum_changed_orders"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  has_held boolean;
  has_delivered boolean;
  has_released boolean;
  has_disputed boolean;
BEGIN
  SELECT bool_or(state = 'held'), bool_or(delivered_on is not null), bool_or(released_on is not null), bool_or(open_disputes > 0)
  INTO has_held, has_delivered, has_released, has_disputed
  FROM (
    SELECT state, delivered_on, released_on, open_disputes FROM removed
    UNION ALL
    SELECT state, delivered_on, released_on, open_disputes FROM added
  ) AS changed;
  IF has_held THEN
  WITH deltas AS MATERIALIZED (
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
  ), put AS (
  INSERT INTO waiting_days AS days (merchant_id, currency, shipped_on, standard_due_on, in_dispute, orders, held_minor, net_minor)
    SELECT * FROM deltas WHERE orders >= 0 and held_minor >= 0 and net_minor >= 0
    ON CONFLICT (merchant_id, currency, shipped_on, standard_due_on, in_dispute) DO UPDATE SET orders = days.orders + excluded.orders, held_minor = days.held_minor + excluded.held_minor, net_minor = days.net_minor + excluded.net_minor
  )
  UPDATE waiting_days AS days SET orders = days.orders + deltas.orders, held_minor = days.held_minor + deltas.held_minor, net_minor = days.net_minor + deltas.net_minor
  FROM deltas
  WHERE days.merchant_id = deltas.merchant_id and days.currency = deltas.currency and days.shipped_on = deltas.shipped_on and days.standard_due_on = deltas.standard_due_on and days.in_dispute = deltas.in_dispute
    and (deltas.orders < 0 or deltas.held_minor < 0 or deltas.net_minor < 0);
  END IF;
  IF has_delivered THEN
  WITH deltas AS MATERIALIZED (
    SELECT merchant_id, days, sum(sign * orders) as orders FROM (
    SELECT -1 AS sign, merchant_id, delivered_on - shipped_on AS days, 1 AS orders
    FROM removed WHERE delivered_on >= shipped_on
    UNION ALL
    SELECT 1 AS sign, merchant_id, delivered_on - shipped_on AS days, 1 AS orders
    FROM added WHERE delivered_on >= shipped_on
  ) AS parts
    GROUP BY merchant_id, days HAVING sum(sign * orders) <> 0
  ), put AS (
  INSERT INTO transit_days AS days (merchant_id, days, orders)
    SELECT * FROM deltas WHERE orders >= 0
    ON CONFLICT (merchant_id, days) DO UPDATE SET orders = days.orders + excluded.orders
  )
  UPDATE transit_days AS days SET orders = days.orders + deltas.orders
  FROM deltas
  WHERE days.merchant_id = deltas.merchant_id and days.days = deltas.days
    and (deltas.orders < 0);
  END IF;
  IF has_released THEN
  WITH deltas AS MATERIALIZED (
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
  ), put AS (
  INSERT INTO release_months AS days (merchant_id, currency, month, state, orders, amount_minor, amount_days, received_orders, received_minor, received_days, standard_days)
    SELECT * FROM deltas WHERE orders >= 0 and amount_minor >= 0 and received_orders >= 0 and received_minor >= 0
    ON CONFLICT (merchant_id, currency, month, state) DO UPDATE SET orders = days.orders + excluded.orders, amount_minor = days.amount_minor + excluded.amount_minor, amount_days = days.amount_days + excluded.amount_days, received_orders = days.received_orders + excluded.received_orders, received_minor = days.received_minor + excluded.received_minor, received_days = days.received_days + excluded.received_days, standard_days = days.standard_days + excluded.standard_days
  )
  UPDATE release_months AS days SET orders = days.orders + deltas.orders, amount_minor = days.amount_minor + deltas.amount_minor, amount_days = days.amount_days + deltas.amount_days, received_orders = days.received_orders + deltas.received_orders, received_minor = days.received_minor + deltas.received_minor, received_days = days.received_days + deltas.received_days, standard_days = days.standard_days + deltas.standard_days
  FROM deltas
  WHERE days.merchant_id = deltas.merchant_id and days.currency = deltas.currency and days.month = deltas.month and days.state = deltas.state
    and (deltas.orders < 0 or deltas.amount_minor < 0 or deltas.received_orders < 0 or deltas.received_minor < 0);
  END IF;
  IF has_disputed THEN
  WITH deltas AS MATERIALIZED (
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
  ), put AS (
  INSERT INTO hold_days AS days (merchant_id, currency, release_on, in_dispute, holds, amount_minor)
    SELECT * FROM deltas WHERE holds >= 0 and amount_minor >= 0
    ON CONFLICT (merchant_id, currency, release_on, in_dispute) DO UPDATE SET holds = days.holds + excluded.holds, amount_minor = days.amount_minor + excluded.amount_minor
  )
  UPDATE hold_days AS days SET holds = days.holds + deltas.holds, amount_minor = days.amount_minor + deltas.amount_minor
  FROM deltas
  WHERE days.merchant_id = deltas.merchant_id and days.currency = deltas.currency and days.release_on = deltas.release_on and days.in_dispute = deltas.in_dispute
    and (deltas.holds < 0 or deltas.amount_minor < 0);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "sum_changed_holds"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH deltas AS MATERIALIZED (
    SELECT merchant_id, currency, release_on, in_dispute, sum(sign * holds) as holds, sum(sign * amount_minor) as amount_minor FROM (
    SELECT -1 AS sign, removed.merchant_id, removed.currency, removed.release_on, (orders.open_disputes > 0)::int AS in_dispute,
      1 AS holds, removed.amount_minor
    FROM removed JOIN orders ON orders.merchant_id = removed.merchant_id AND orders.order_id = removed.order_id
    WHERE removed.amount_minor > 0
    UNION ALL
    SELECT 1 AS sign, added.merchant_id, added.currency, added.release_on, (orders.open_disputes > 0)::int AS in_dispute,
      1 AS holds, added.amount_minor
    FROM added JOIN orders ON orders.merchant_id = added.merchant_id AND orders.order_id = added.order_id
    WHERE added.amount_minor > 0
  ) AS parts
    GROUP BY merchant_id, currency, release_on, in_dispute HAVING sum(sign * holds) <> 0 or sum(sign * amount_minor) <> 0
  ), put AS (
  INSERT INTO hold_days AS days (merchant_id, currency, release_on, in_dispute, holds, amount_minor)
    SELECT * FROM deltas WHERE holds >= 0 and amount_minor >= 0
    ON CONFLICT (merchant_id, currency, release_on, in_dispute) DO UPDATE SET holds = days.holds + excluded.holds, amount_minor = days.amount_minor + excluded.amount_minor
  )
  UPDATE hold_days AS days SET holds = days.holds + deltas.holds, amount_minor = days.amount_minor + deltas.amount_minor
  FROM deltas
  WHERE days.merchant_id = deltas.merchant_id and days.currency = deltas.currency and days.release_on = deltas.release_on and days.in_dispute = deltas.in_dispute
    and (deltas.holds < 0 or deltas.amount_minor < 0);
  RETURN NULL;
END $$;
