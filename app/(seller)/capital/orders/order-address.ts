/** The address of an order's own page. */
export function orderHref(orderId: string): `/capital/orders/${string}` {
  return `/capital/orders/${encodeURIComponent(orderId)}`;
}

/** The order id of an address; a text that no address can hold is nobody's id. */
export function orderIdOf(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
