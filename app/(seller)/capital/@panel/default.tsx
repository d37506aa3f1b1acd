/** No panel, unless something opens one. */
export default function NoPanel() {
  return null;
}
