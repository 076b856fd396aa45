import { ANY_OTHER_MODEL } from "@/lib/metering/spending/schemas";
import type { LanguageModel } from "@/lib/providers/llm/port";

export const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

export const namesIn = (prices: ReadonlyMap<string, unknown>, { defaultModel }: LanguageModel): string[] => [
  defaultModel,
  ...[...prices.keys()].filter((name) => name !== ANY_OTHER_MODEL && !same(name, defaultModel)),
];
