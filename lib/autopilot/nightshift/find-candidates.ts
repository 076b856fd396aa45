import type { Candidate, Detector } from "./candidate";
import type { Facts } from "./facts";
import {
  findFailedPayments,
  findFailingIntegrations,
  findFewerLeads,
  findFirstPayment,
  findSilentWebsite,
  findSpentBudget,
} from "./detectors/business";
import { findFailingTasks, findNearDeadlines, findUnanswered, findUntrue } from "./detectors/decisions";
import {
  findExhaustedList,
  findFewerReplies,
  findSilentCampaigns,
  findTroubledAccounts,
  findUndelivered,
} from "./detectors/outreach";
import {
  findBlockingUnknowns,
  findDueHypotheses,
  findGoalOffTrack,
  findRedLaunchItems,
  findUnmeasuredHypotheses,
} from "./detectors/plan";

/** Everything that looks for something to do: pure, so that the same facts give the same candidates. */
export const DETECTORS: readonly Detector[] = [
  findNearDeadlines,
  findUnanswered,
  findSilentCampaigns,
  findUndelivered,
  findFewerReplies,
  findFewerLeads,
  findSilentWebsite,
  findFailedPayments,
  findFirstPayment,
  findExhaustedList,
  findSpentBudget,
  findUntrue,
  findDueHypotheses,
  findUnmeasuredHypotheses,
  findFailingIntegrations,
  findTroubledAccounts,
  findFailingTasks,
  findRedLaunchItems,
  findGoalOffTrack,
  findBlockingUnknowns,
];

/** All candidates of a company, each with at least one reference, by key. */
export const findCandidates = (facts: Facts): Candidate[] =>
  DETECTORS.flatMap((detect) => detect(facts))
    .filter(({ evidence }) => evidence.length > 0)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
