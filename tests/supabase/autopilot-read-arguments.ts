import { JOB_ARGUMENTS, jobValues } from "./jobs-read-arguments";
import { NIGHTSHIFT_ARGUMENTS, nightshiftValues } from "./nightshift-read-arguments";
import { RECURRING_ARGUMENTS, recurringValues } from "./recurring-read-arguments";
import type { Things } from "./read-things";

/** The rows and arguments of the domains that make up a company's mind. */
export const autopilotValues = (of: Things): ReturnType<typeof nightshiftValues> => ({
  ...jobValues(of),
  ...nightshiftValues(of),
  ...recurringValues(of),
});

export const AUTOPILOT_ARGUMENTS = { ...JOB_ARGUMENTS, ...RECURRING_ARGUMENTS, ...NIGHTSHIFT_ARGUMENTS };
