import { cycleProject } from "@/lib/autopilot/nightshift/cycle-project";
import { getLatest } from "@/lib/autopilot/nightshift/get-latest";
import type { Place } from "@/lib/http/openapi/operation";
import { jobCtx } from "../../../factories/test-world";
import type { Staff } from "../../foundation/members/members-world";
import type { UnknownWorld } from "../../outreach/sequence/unknown-world";
import { payFailed } from "../../autopilot/nightshift/nightshift-world";

/** A company after a night that found something. */
const afterNight = async (world: UnknownWorld, staff: Staff): Promise<{ place: Partial<Place> }> => {
  const { owner, projectId } = staff;
  await payFailed(world, staff);
  await cycleProject(jobCtx(owner), { projectId });
  const [first] = (await getLatest(owner, { projectId })).recommendations;
  return { place: { recommendationId: first?.id ?? "" } };
};

const BASE = "/api/projects/[projectId]/nightshift";

/** The nights that the examples of each operation need. */
export const NIGHTSHIFT_PREPARATIONS = {
  [`GET ${BASE}/latest`]: afterNight,
  [`POST ${BASE}/recommendations/[recommendationId]/accept`]: afterNight,
  [`POST ${BASE}/recommendations/[recommendationId]/dismiss`]: afterNight,
};
