import { Badge } from "@mantine/core";

/** Whether the page follows the ledger right now. */
export const LiveBadge = ({ live }: { live: boolean }) => (
  <Badge color={live ? "green" : "yellow"} role="status">
    {live ? "Live" : "Reconnecting…"}
  </Badge>
);
