/** Where staff are told of one order. */
export function orderHref(orderId: string): string {
  return `/admin/orders/${encodeURIComponent(orderId)}`;
}
