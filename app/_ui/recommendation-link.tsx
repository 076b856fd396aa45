import { Anchor } from "@mantine/core";
import { Link } from "./link";

/** The way back to the recommendation that a task or a proposal came from. */
export const RecommendationLink = ({ projectId, id }: { projectId: string; id: string }) => (
  <Link href={`/companies/${projectId}/night-shift#${id}`} className="plain-link">
    <Anchor component="span" size="sm">
      A recommendation of the night shift
    </Anchor>
  </Link>
);
