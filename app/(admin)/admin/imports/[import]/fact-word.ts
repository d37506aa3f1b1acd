import type { FactType } from '@/engine/facts';

type Underlined<Text extends string> = Text extends `${infer Before}.${infer After}`
  ? `${Before}_${After}`
  : Text;
/** The name of the words for a type of fact: no point stands in the name of a message. */
export type FactWord = Underlined<BroughtType>;
type BroughtType = Exclude<
  FactType,
  | 'override.set'
  | 'override.set_until'
  | 'receivable.written_off'
  | 'order.corrected'
  | 'adjustment.posted'
  | 'withdrawal.settled'
  | 'withdrawal.returned'
>;

export function factWord(type: FactType): FactWord {
  return type.replace('.', '_') as FactWord;
}
