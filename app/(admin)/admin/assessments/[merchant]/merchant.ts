/** The merchant id of an address; a text that no address can hold is nobody's id. */
export function merchantIdOf(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
