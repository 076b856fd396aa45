import { formatDay } from "@/app/_ui/days";
import type { DayStats } from "@/lib/metering/metrics/schemas";

/** Sends of no step, or of a later one than the third: they count as the others do. */
export const otherSends = ({ sends, by_step }: DayStats): number => sends - by_step["1"] - by_step["2"] - by_step["3"];

export type ChartDay = Record<
  "Email 1" | "Email 2" | "Email 3" | "Other" | "Replies" | "Opt-outs" | "Bounces",
  number
> & {
  day: string;
};

/** A day as the charts draw it. */
export const toChartDay = (stats: DayStats): ChartDay => ({
  day: formatDay(stats.day),
  "Email 1": stats.by_step["1"],
  "Email 2": stats.by_step["2"],
  "Email 3": stats.by_step["3"],
  Other: otherSends(stats),
  Replies: stats.replies,
  "Opt-outs": stats.opt_outs,
  Bounces: stats.bounces,
});

/** Whether a day has anything to show. */
export const happened = ({ sends, replies, opt_outs, bounces }: DayStats): boolean =>
  sends + replies + opt_outs + bounces > 0;
