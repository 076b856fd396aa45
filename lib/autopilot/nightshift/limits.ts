/** The numbers that the night shift goes by; each is a default that a company may outgrow. */
export const LIMITS = {
  /** More than this is not read. */
  shown: 5,
  /** How many nights, or decisions, a company watches before its night shift may ask for actions. */
  shadowNights: 7,
  shadowDecided: 10,
  /** How strongly the first guess about a kind holds against what happened: as if it had been seen this often. */
  priorWeight: 8,
  /** Below this, a track record is called none. */
  trackRecordFrom: 5,
  /** From this many scored recommendations on, calibration says something. */
  calibrationFrom: 30,
  /** Points that a dollar, a minute of the founder and an action without a way back cost. */
  pointsPerDollar: 2,
  pointsPerMinute: 0.2,
  pointsIrreversible: 10,
  /** A dismissed recommendation is not repeated for so long, unless something new of its kind happened. */
  rememberedDays: 90,
  /** The newest verdicts of the checker that a report looks at. */
  checks: 50,
  /** The same item is emailed at most so often. */
  emailedTimes: 2,
  emailWords: 200,
  emailDecisions: 3,
  /** The longest a run may take; its lease is as long. */
  runSeconds: 300,
  /** A run without a worker that began so long ago is not gone on with: its retries are over. */
  abandonedSeconds: 900,
  /** A night that another one stands in the way of is tried again after this long. */
  postponedSeconds: 60,
  /** Ideas of a model, and the most that is believed of one. */
  modelIdeas: 2,
  modelIdeaP: 0.3,
} as const;
