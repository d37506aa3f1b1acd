import fc from 'fast-check';

/** How a history chooses: by weight, now and then, and so that what it chose can be dropped. */

/** An array that is generated long and shrinks to nothing. */
class DroppableArray<T> extends fc.Arbitrary<T[]> {
  private readonly long: fc.Arbitrary<T[]>;
  private readonly short: fc.Arbitrary<T[]>;

  constructor(item: fc.Arbitrary<T>, least: number, most: number) {
    super();
    this.long = fc.array(item, { minLength: least, maxLength: most, size: 'max' });
    this.short = fc.array(item, { maxLength: most, size: 'max' });
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T[]> {
    return this.long.generate(random, biasFactor);
  }

  override canShrinkWithoutContext(value: unknown): value is T[] {
    return this.short.canShrinkWithoutContext(value);
  }

  override shrink(value: T[], context: unknown): fc.Stream<fc.Value<T[]>> {
    return this.short.shrink(value, context);
  }
}

export function droppable<T>(item: fc.Arbitrary<T>, least: number, most: number): fc.Arbitrary<T[]> {
  return new DroppableArray(item, least, most);
}

export const SHRINK_TO_FIRST = { withCrossShrink: true };

export function weighted<T>(...choices: [weight: number, value: T][]): fc.Arbitrary<T> {
  return fc.oneof(
    SHRINK_TO_FIRST,
    ...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })),
  );
}

export function sometimes<T>(of10: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof(
    SHRINK_TO_FIRST,
    { weight: 10 - of10, arbitrary: fc.constant(null) },
    { weight: of10, arbitrary },
  ) as fc.Arbitrary<T | null>;
}
