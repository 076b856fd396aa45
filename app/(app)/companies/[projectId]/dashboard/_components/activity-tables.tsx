import { Table, VisuallyHidden } from "@mantine/core";
import { formatCount } from "@/app/_ui/numbers";
import type { DayStats } from "@/lib/metering/metrics/schemas";
import { happened, otherSends } from "./chart-days";

/** The charts as tables, for who cannot look at them. */
export function ActivityTables({ timeseries }: { timeseries: DayStats[] }) {
  const days = timeseries.filter(happened);
  return (
    <VisuallyHidden>
      <DayTable
        caption="Sends by day and step"
        days={days}
        columns={{
          "Email 1": ({ by_step }) => by_step["1"],
          "Email 2": ({ by_step }) => by_step["2"],
          "Email 3": ({ by_step }) => by_step["3"],
          ...(days.some((day) => otherSends(day) > 0) && { Other: otherSends }),
        }}
      />
      <DayTable
        caption="Replies, opt-outs and bounces by day"
        days={days}
        columns={{
          Replies: ({ replies }) => replies,
          "Opt-outs": ({ opt_outs }) => opt_outs,
          Bounces: ({ bounces }) => bounces,
        }}
      />
    </VisuallyHidden>
  );
}

type DayTableProps = { caption: string; days: DayStats[]; columns: Record<string, (day: DayStats) => number> };

function DayTable({ caption, days, columns }: DayTableProps) {
  return (
    <Table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th>Day</th>
          {Object.keys(columns).map((name) => (
            <th key={name}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <th scope="row">{day.day}</th>
            {Object.entries(columns).map(([name, valueOf]) => (
              <td key={name}>{formatCount(valueOf(day))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
