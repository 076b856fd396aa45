import { contentDrift } from "./detectors/content-drift";
import { credential } from "./detectors/credential";
import { doubleFire } from "./detectors/double-fire";
import { duplicate } from "./detectors/duplicate";
import { frozenButAlive } from "./detectors/frozen-but-alive";
import { ghostWebhook } from "./detectors/ghost-webhook";
import { missing } from "./detectors/missing";
import { orphanForeign } from "./detectors/orphan-foreign";
import { orphanOurs } from "./detectors/orphan-ours";
import { silentSchedule } from "./detectors/silent-schedule";
import { stateMismatch } from "./detectors/state-mismatch";
import { unpublishedHalf } from "./detectors/unpublished-half";
import { version } from "./detectors/version";
import type { Detector } from "./facts";

/** One for each kind of drift, the most urgent first. */
export const DETECTORS: readonly Detector[] = [
  frozenButAlive,
  missing,
  stateMismatch,
  unpublishedHalf,
  ghostWebhook,
  silentSchedule,
  credential,
  orphanOurs,
  duplicate,
  contentDrift,
  doubleFire,
  orphanForeign,
  version,
];
