-- A rate by which only the delivery was converted was on no line, and so nowhere: an order keeps all rates that it was placed by.
ALTER TABLE "orders" ADD COLUMN "rates" JSONB NOT NULL DEFAULT '[]';

UPDATE orders SET rates = known.rates
FROM (
  SELECT s.order_id, jsonb_agg(DISTINCT jsonb_build_object('from', l.source_currency, 'rate', l.exchange_rate::text)) AS rates
  FROM order_line l JOIN seller_order s ON s.id = l.seller_order_id JOIN orders o ON o.id = s.order_id
  WHERE l.source_currency <> o.currency
  GROUP BY s.order_id
) known
WHERE known.order_id = orders.id AND orders.rate_day IS NOT NULL;
