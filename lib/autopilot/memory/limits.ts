/** The defaults of memory: it stays small, so that a founder can read all of it. */
export const MEMORY_LIMITS = {
  active: 200,
  proposalsADay: 3,
  proposalsATurn: 1,
  /** Of a quote that counts as the founder's own words. */
  quoteTokens: 4,
  quoteInformativeWords: 3,
  shownSuperseded: 50,
  keptUses: 20,
  /** Shorter words are not replaced elsewhere when they are forgotten: they stand in other sentences by chance. */
  forgottenLength: 8,
} as const;
