/** A seeded stream of chance (sfc32). The same seed and stream name give the same numbers for ever. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number, stream: string) {
    // FNV-1a over the name, so that one merchant's chance does not depend on another's.
    let hash = 0x811c9dc5 ^ seed;
    for (const character of stream) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
    this.a = seed | 0;
    this.b = hash | 0;
    this.c = Math.imul(hash, 0x9e3779b1) | 0;
    for (let round = 0; round < 20; round += 1) this.unit();
  }

  /** From 0 up to, not including, 1. */
  unit(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  between(low: number, high: number): number {
    return low + this.unit() * (high - low);
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T {
    let left = this.unit() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    const last = choices.at(-1);
    if (last === undefined) throw new RangeError('nothing to choose from');
    return last[0];
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }

  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.unit(); product > limit; product *= this.unit()) count += 1;
    return count;
  }
}

/**
 * Says yes at a given rate, at chance places, yet never far from the rate: one yes in each
 * stretch of 1/rate calls. A small store's record then tells its story for every seed.
 */
export class Quota {
  private sum = 0;
  private next: number;

  constructor(private readonly random: Random) {
    // Not at once: one complaint among the first few would weigh too much.
    this.next = random.between(0.65, 1);
  }

  take(rate: number): boolean {
    this.sum += rate;
    if (this.sum <= this.next) return false;
    this.next = Math.floor(this.next) + 1 + this.random.between(0.2, 0.8);
    return true;
  }
}
