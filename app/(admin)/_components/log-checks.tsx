import { SimpleGrid } from "@mantine/core";
import { CompletenessCard } from "./completeness-card";
import { IntegrityCard } from "./integrity-card";

/** Whether a log can be trusted: nothing in it was changed, and nothing at its end is gone. */
export const LogChecks = ({ path }: { path: string }) => (
  <SimpleGrid cols={{ base: 1, sm: 2 }} mb="lg">
    <IntegrityCard path={path} />
    <CompletenessCard path={path} />
  </SimpleGrid>
);
