import { Group, Text } from "@mantine/core";
import { unpricedWordsOf } from "@/app/_ui/plan-words";
import type { BudgetStats } from "@/lib/metering/metrics/schemas";
import classes from "./bars.module.css";
import { forecastWords, planNote, spentWords } from "./budget-words";

/** The month's budget for models: spent, set aside, and where it ends at this pace. */
export function BudgetMeter({ budget }: { budget: BudgetStats }) {
  const { current_spend, reserved, limit, forecast_usd } = budget;
  const unpriced = unpricedWordsOf(budget);
  const share = (usd: number): string => `${limit ? Math.min(100, (usd / limit) * 100) : 0}%`;
  const high = limit !== null && current_spend >= limit * 0.8;
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={6}>
        <Text size="sm" fw={550}>
          Budget of this month
        </Text>
        <Text size="sm" className="numbers">
          {spentWords(budget)}
        </Text>
      </Group>
      {limit !== null && (
        <div
          className={classes.track}
          role="meter"
          aria-label="Budget of this month"
          aria-valuemin={0}
          aria-valuemax={limit}
          aria-valuenow={Math.min(limit, current_spend)}
          aria-valuetext={spentWords(budget)}
        >
          <div className={high ? classes.high : classes.part} style={{ width: share(current_spend) }} />
          <div className={classes.reserved} style={{ width: share(reserved) }} />
          {forecast_usd > current_spend && forecast_usd < limit && (
            <div className={classes.mark} style={{ left: share(forecast_usd) }} />
          )}
        </div>
      )}
      <Text size="sm" c="dimmed" mt={6} className="numbers">
        {forecastWords(budget)} {planNote(budget)}
      </Text>
      {unpriced && (
        <Text size="sm" c="dimmed" mt={6} className="numbers">
          {unpriced}
        </Text>
      )}
    </div>
  );
}
