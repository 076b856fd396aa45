/**
 * Signs of a meaning in one language, for texts in the form of `foldText` on one line: lower case, without accents.
 * `leave` wins over everything else; `leaveUnlessInterested` only where nothing shows interest.
 */
export type Words = {
  leave: readonly RegExp[];
  leaveUnlessInterested: readonly RegExp[];
  /** The whole of a line or of a subject. */
  leaveAlone: RegExp;
  /** May be a wish to be left alone: a person decides. */
  doubtful: readonly RegExp[];
  interested: readonly RegExp[];
  notInterested: readonly RegExp[];
  notNow: readonly RegExp[];
  wrongPerson: readonly RegExp[];
  /** Out of office. */
  away: readonly RegExp[];
  /** Sentences that only machines write. */
  machine: readonly RegExp[];
};
