/** What is under way, by name; a name can be under way more than once. */
export class Lanes {
  private readonly busy = new Map<string, number>();

  isBusy(names: string[]): boolean {
    return names.some((name) => this.busy.has(name));
  }

  take(names: string[]): void {
    for (const name of names) this.busy.set(name, (this.busy.get(name) ?? 0) + 1);
  }

  leave(names: string[]): void {
    for (const name of names) {
      const count = (this.busy.get(name) ?? 0) - 1;
      if (count > 0) this.busy.set(name, count);
      else this.busy.delete(name);
    }
  }
}

/** Parts that share no name with each other, each in the order of the whole. What has no name is a part by itself. */
export function partsOf<Each>(all: Each[], namesOf: (each: Each) => string[]): Each[][] {
  const leaderOf = all.map((_each, index) => index);
  const leader = (index: number): number => {
    let at = index;
    while (leaderOf[at] !== at) at = leaderOf[at] as number;
    leaderOf[index] = at;
    return at;
  };
  const firstOf = new Map<string, number>();
  for (const [index, each] of all.entries()) {
    for (const name of namesOf(each)) {
      const first = firstOf.get(name);
      if (first === undefined) firstOf.set(name, index);
      else {
        const [low, high] = [leader(first), leader(index)].toSorted((a, b) => a - b) as [number, number];
        leaderOf[high] = low;
      }
    }
  }
  const parts = new Map<number, Each[]>();
  for (const [index, each] of all.entries()) {
    const part = parts.get(leader(index));
    if (part === undefined) parts.set(leader(index), [each]);
    else part.push(each);
  }
  return [...parts.values()];
}
